"""The layouts of the fresh part. For measuring alone: no rule of the product is written with these in view."""

from __future__ import annotations

from samples.looks import BLUE, DARK, GREEN, ORANGE, PAPER, RED, SMS
from samples.reading_set.forms import Listing, Mail, Note, Paper, Sheet, Talk
from samples.reading_set.fresh import pages_of_paper as paper
from samples.reading_set.fresh import screens
from samples.reading_set.layout import Layout

CHATS = (GREEN, DARK)
TEXTS = (SMS, DARK)
WIDE = (1240, 1440, 1654)
SCANNED = ("scan", "jpeg", "clean", "scan", "photo", "clean")

LAYOUTS = (
    Layout("merchant-page", (Sheet,), screens.merchant_page, (BLUE, GREEN, DARK)),
    Layout("drawer", (Sheet,), screens.drawer, (ORANGE, RED, DARK)),
    Layout("stages", (Sheet,), screens.stages),
    Layout("bank-site", (Sheet, Listing), paper.bank_site, (RED, BLUE), WIDE),
    Layout("notice-shade", (Note,), screens.notice_shade, (DARK,)),
    Layout("bubbles-of-texts", (Note,), screens.bubbles_of_texts, TEXTS),
    Layout("chat-with-names", (Talk,), screens.chat_with_names, CHATS),
    Layout("help-desk", (Talk,), paper.help_desk, (BLUE,), WIDE),
    Layout("mail-with-heads", (Mail,), screens.mail_with_heads, (PAPER, BLUE, DARK)),
    Layout("printed-mail", (Mail,), paper.printed_mail, (PAPER,), WIDE, SCANNED),
    Layout("framed-certificate", (Paper,), paper.framed_certificate, (PAPER,), WIDE, SCANNED),
    Layout("ruled-notice", (Paper,), paper.ruled_notice, (PAPER,), WIDE, SCANNED),
    Layout("bureau-report", (Listing,), paper.bureau_report, (PAPER,), WIDE, SCANNED),
    Layout("entries-in-cards", (Listing,), screens.entries_in_cards),
)
