"""What can be wrong with an input: each tells what it is and what the person can do about it."""

from __future__ import annotations

from vault.errors import BadInputError, EngineError, NotFoundError
from vault.language import mark


class SourceNotFoundError(NotFoundError):
    """A path that was named does not exist, or a symbolic link points nowhere."""

    code = "source-not-found"
    message = mark("There is nothing at {path}.")
    hint = mark("Check the spelling of the path; a name with spaces needs quotes around it.")


class NoPermissionError(BadInputError):
    """The operating system does not let this user read a file or list a folder."""

    code = "no-permission"
    message = mark("{path} may not be read by this user.")
    hint = mark("Give yourself the right to read it, or run the command as the user who owns it.")


class SymlinkLoopError(BadInputError):
    """Following symbolic links leads back to where they started."""

    code = "symlink-loop"
    message = mark("{path} leads back to itself through a symbolic link.")
    hint = mark("Remove the link, or name the folder that it stands for.")


class SpecialFileError(BadInputError):
    """A pipe, device or socket where a file was expected."""

    code = "special-file"
    message = mark("{path} is a pipe, device or socket, not a file.")
    hint = mark("Save its content as a file and add that, or pass it on standard input with '-'.")


class SourceChangedError(BadInputError):
    """A file was written to, replaced or removed while it was being read."""

    code = "source-changed"
    message = mark("{path} changed while it was being read.")
    hint = mark("Wait until the program that writes it has finished, then add it again.")


class UnreadableSourceError(BadInputError):
    """The operating system reported a failure that has no error of its own here."""

    code = "unreadable-source"
    message = mark("{path} could not be read: {reason}.")
    hint = mark(
        "Copy the file to another disk and add the copy; if copying fails too, the medium is damaged."
    )


class EmptyFileError(BadInputError):
    """Not a single byte."""

    code = "empty-file"
    message = mark("The file is empty.")
    hint = mark("Save or download it again and add it once it has content.")


class FileTooLargeError(BadInputError):
    """More bytes than are taken into memory for reading."""

    code = "file-too-large"
    message = mark("The file has {size} MiB; at most {limit} MiB are read.")
    hint = mark("Split it, or save it in a smaller form, and add the parts.")


class UnknownKindError(BadInputError):
    """The content is of no kind that is kept."""

    code = "unknown-kind"
    message = mark("The content is of no kind that can be kept.")
    hint = mark("Save it as a picture (PNG or JPEG) or export it as PDF, then add that.")


class OfficeDocumentError(UnknownKindError):
    """A word processor's or spreadsheet's document."""

    code = "office-document"
    message = mark("This is an office document, which looks different in each program.")
    hint = mark("Open it, export it as PDF and add the PDF.")


class ArchiveError(UnknownKindError):
    """Files packed into one."""

    code = "archive"
    message = mark("This is an archive of packed files.")
    hint = mark("Unpack it and add the folder with its files.")


class PictureBrokenError(BadInputError):
    """A picture whose data end early or make no sense."""

    code = "picture-broken"
    message = mark("The picture is cut off or damaged.")
    hint = mark("Copy it from the phone or download it again, then add the new copy.")


class PictureTooLargeError(BadInputError):
    """A picture with more pixels than are decoded."""

    code = "picture-too-large"
    message = mark(
        "The picture is {width} x {height} pixels; "
        "at most {pixels} pixels in all and {side} along one side are read."
    )
    hint = mark("Cut it into several pictures, or save it at a smaller size.")


class PdfBrokenError(BadInputError):
    """A PDF that cannot be opened, or whose page cannot be drawn."""

    code = "pdf-broken"
    message = mark("The PDF is cut off or damaged.")
    hint = mark("Download it again; if it opens in a viewer, print it to a new PDF and add that.")


class PdfPasswordError(BadInputError):
    """A PDF that only opens with a password."""

    code = "pdf-password"
    message = mark("The PDF is protected by a password.")
    hint = mark("Open it with the password, save or print it as a PDF without one, and add that.")


class TooManyPagesError(BadInputError):
    """A PDF or TIFF with more pages than are read."""

    code = "too-many-pages"
    message = mark("The document has more than {limit} pages.")
    hint = mark("Print the pages that matter to a new PDF and add that.")


class UndecodableTextError(BadInputError):
    """Bytes that are no text in any of the supported encodings."""

    code = "text-undecodable"
    message = mark("The text is in none of the encodings UTF-8, UTF-16 and GB18030, or it is not text.")
    hint = mark("Open it in an editor, save it as UTF-8 and add it again.")


class TextTooLongError(BadInputError):
    """More text than is read from one input."""

    code = "text-too-long"
    message = mark("The text is too long: at most {characters} characters and {lines} lines are read.")
    hint = mark("Keep only the part that matters, or split it into several files.")


class MailBrokenError(BadInputError):
    """A mail whose structure cannot be followed."""

    code = "mail-broken"
    message = mark("The mail is damaged and cannot be taken apart.")
    hint = mark("Download the original mail (.eml) again from the mailbox and add that.")


class MailTooDeepError(BadInputError):
    """Mails within mails, or parts of a mail, beyond any honest number."""

    code = "mail-too-deep"
    message = mark(
        "The mail is nested too deep or has too many parts: at most {parts} parts and {depth} levels are read."
    )
    hint = mark("Save the attachments that matter as files and add those.")


class DomainKeyMissingError(BadInputError):
    """A file that was handed over as a domain's key holds none."""

    code = "domain-key-missing"
    message = mark("{path} holds no DKIM key of a domain.")
    hint = mark(
        "Save the whole answer of: dig TXT SELECTOR._domainkey.DOMAIN (Windows: nslookup -type=TXT ...)"
    )


class DomainKeyUnnamedError(BadInputError):
    """A file holds a key, but not the name that it is published under."""

    code = "domain-key-unnamed"
    message = mark("{path} holds a DKIM key, but does not say of which selector and domain.")
    hint = mark(
        "Save the whole answer of dig TXT SELECTOR._domainkey.DOMAIN, without +short: it names itself."
    )


class DomainKeyWithdrawnError(BadInputError):
    """The record says that the key is not to be used any more (RFC 6376 section 3.6.1, an empty `p=`)."""

    code = "domain-key-withdrawn"
    message = mark("The key in {path} is empty: the domain has withdrawn it.")
    hint = mark("Signatures made with it can no longer be checked, unless an earlier answer was saved.")


class DecoderCrashedError(BadInputError):
    """The process that decoded this input ended in a way that it should not."""

    code = "decoder-crashed"
    message = mark("The program that decodes this kind of file failed on it ({reason}).")
    hint = mark(
        "If it opens elsewhere, save it anew and add that, or keep it without reading: vault add --unread"
    )


class DecoderTooSlowError(BadInputError):
    """Decoding did not come to an end in time."""

    code = "decoder-too-slow"
    message = mark("Decoding this file did not end within {seconds} seconds.")
    hint = mark(
        "If it opens elsewhere, save it anew and add that, or keep it without reading: vault add --unread"
    )


class DecoderTooLargeError(BadInputError):
    """Decoding took more memory than it is given."""

    code = "decoder-too-large"
    message = mark("Decoding this file takes more memory than it is given.")
    hint = mark("Save it at a smaller size and add that, or keep it without reading: vault add --unread")


class NoDecoderError(EngineError):
    """The process that decodes cannot be started."""

    code = "no-decoder"
    message = mark("The process that opens files safely could not be started.")
    hint = mark("Close other programs and try again; if it stays, install evidence-vault anew.")
