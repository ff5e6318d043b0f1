"""Files of every kind, made in code: what the tests of this room read."""

from __future__ import annotations

import base64
import functools
import io
import zlib
from email.message import EmailMessage

import pillow_heif
import typst
from noto_cjk import otc_path
from PIL import Image, ImageDraw

from vault.sources import Content, MediaType, PicturePage, TextPage, identify, unpack

SAID = "账户注销成功 2025年6月1日"


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """White with a red square at the top left, so that each orientation looks different."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 9, 9), fill=(255, 0, 0))
    return image.convert(mode)


def noise(width: int, height: int) -> Image.Image:
    """More colours than any drawing has."""
    return (
        Image.effect_noise((width, height), 90)
        .convert("RGB")
        .transform((width, height), Image.Transform.AFFINE, (1, 0.1, 0, 0.1, 1, 0))
    )


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def heic(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(image).save(file, quality=90, **options)
    return file.getvalue()


def exif(**tags: object) -> Image.Exif:
    """Keywords: `orientation`, `make`, `taken`, `offset`."""
    block = Image.Exif()
    if "orientation" in tags:
        block[0x0112] = tags["orientation"]
    if "make" in tags:
        block[0x010F] = tags["make"]
    inner = block.get_ifd(0x8769)
    if "taken" in tags:
        inner[0x9003] = tags["taken"]
    if "offset" in tags:
        inner[0x9011] = tags["offset"]
    block.get_ifd(0x8825)[1] = "N"
    return block


@functools.cache
def typeset_pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF with a real text layer, made by Typst."""
    page = " \\ ".join(lines)
    look = '#set page(width: 300pt, height: 200pt, margin: 20pt)\n#set text(font: "Noto Sans CJK SC")\n'
    fonts = [otc_path("sans").parent]
    return typst.compile((look + "\n#pagebreak()\n".join([page] * pages)).encode(), font_paths=fonts)


def raw_pdf(stream: bytes, *, pages: int = 1, extra: bytes = b"", fonts: bytes = b"") -> bytes:
    """A PDF by hand: each page 200 x 100 points, all with the same content stream."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    font = fonts or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>%s>>"
        % extra
    )
    objects += [page] * pages
    file = io.BytesIO()
    file.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj%s\nendobj\n" % (number, content))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return file.getvalue()


def mail(**changes: object) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "京东金融客服 <service@example.com>"
    message["To"] = "user@example.org"
    message["Subject"] = "账户注销成功通知"
    message["Date"] = "Sun, 01 Jun 2025 10:11:12 +0800"
    message["Message-ID"] = "<1@example.com>"
    for name, value in changes.items():
        message[name.replace("_", "-")] = value
    return message


def opened(data: bytes) -> Content:
    return unpack(data, identify(data))


def texts(content: Content) -> list[str]:
    found = []
    for page in content.pages:
        assert isinstance(page, TextPage)
        found += [line.text for line in page.lines]
    return found


def pictures(content: Content) -> list[Image.Image]:
    found = []
    for page in content.pages:
        assert isinstance(page, PicturePage)
        found.append(page.image)
    return found


def kind_of(data: bytes) -> MediaType:
    return identify(data[:65536])


def _packed(*text: str) -> bytes:
    return zlib.decompress(base64.b85decode("".join(text)))


# The page SETTLED behind the user password `secret` (AES-128).
LOCKED_PDF = _packed(
    "c-m!CJ#Q015T!&XM8PkZ#sx*V{k}b6EG4lG5ebQ6hy)?U-",
    "tC@a<lH6awUwkp{uQ*T5luuzBq|D|v=m4b`~ak+Ktf1>*t^*ALGDAh_jYF9%$uFsTC+We?+CB<{>RZD4+DZMdg0aU;IFB!831v}I",
    "{1$db`AK8%Bp_Wg+{|OsV)pj#bGfUrWP>x4|{q5n?Os~t*P@xyqPQg$2GMkwF6)mbSp;p)IzrJq9At@gaEsDtB8_2!)aRUW{?f@*",
    "u^cPv|W^o1@Lme(I}n@e}$e^=-a)%HM#rtl{HNhXWH2>o3v}UL9oJUU~{8(yr1LaFZ1W8H-",
    "C*^pWQ!PIDLBe`^)3sU*Dv!&blAY;qA${rO~bDjobXu@#pis(Yt$x*N>Lr(|AvfuYJ7n?8I?TB2BX3l`Iz2z?3EU4@`e#Y%f;ecZ",
    "QKI(=Up^(^^WiSuLU}WxJH1WA$V;KeXGeQ6ZY&%;MEulNLrRZll%NAeVJwF_mkoM#rjDt6a}ahy;HX>PSaia-PJT62V1i0>MKhVw",
    "DJH7$c!#F+p0GFcgV4NhqiZBaS3WLW3lA9BVMgT>D(V9nDUAny>rhv!5qWXNJ456iZ4mV~WcpGA2?E)`^jkM3@l9g$i+`49Ap_fG",
    "VLQw~A#DGe@-",
    "ntRmHZZW0ec;GxS41m~1P0+$$eZ7Fxs8RpKx{}?9p3Pw1(f>C+Zm+=Z_bJgoR$%}TaXIU{s<?&u>!e(8tAf!S_9FUmkNK&pSRyrm",
    "EMHo@is0$onHzJ7)M5L0C2%(jrNX7v|u~59>=BAa#`N6IQF&PYZqE&87H3Ck(TCKI(_WlA#UM1r",
)

# The same page: opens without a password, printing and copying forbidden (AES-128).
OWNER_LOCKED_PDF = _packed(
    "c-m!Czi-n(6du?tCPoH0Au=FQ?EC2piXzb_5rtMQN$Ei8@O*b}LsL6-",
    "E>$Zb1|+0z`~gS|h=rju3lc&wu~jfIurMOQ&<TbLadwl&P}`?Fzx&?%-",
    "uvENWwFtk!q<dXdHd_d9}lAdrO^YgRzv<GteF8K&eBHy(r(`%e+De{(lu1CdnVC2kdz!|(qUo|M*i)t9-",
    "tLO3)j`L^Krb1EB(hcu_mzt#E$9ajqbv9y5ph*?j=Ehup6s+l*|FgX|>HD9cIeK&7-tjl;Z{B#eTh>e<l7BJuA_-",
    "x;<+$H}}ArhEb_@_&JlT*>xmX?liEOflcqp`S$*YOCKM<xp(ep>-w_`OIN-",
    "h?QI;~$B%ZF4<CN{^zQQ6!_Q}a&b@klarWuA_j~<=-",
    "wpKq<=0#6$DMue>XzdkMH*$nOIb|Az!W9;H%)Kb*scQPcZQKI($9;)<5~*Xq!v+@vQ<dXv3j(+F|_N=?OZg!k*bBhNpjG<+h}%{$",
    "w{49jO7}u(Xo(d$n*q4B=Q$fjSCTj45=}cs<0X=O`~eSVhuW$m_ZDb>9`71#=>ZZqpD<vD4~G>h?qN$MKr}+`&_>r&1P$yubZ;T&",
    "s|iDxt5yfD8eibq*PLe3XGz0#1s=00!#?w0;)Iy!!czfq#$(UR!WA7IjUvEN>c4)CiVgpdcnzq1m~2a7@gR#YfG_{Ol<BP{BOgAp",
    "0W`hoU&1Q+L!T?&1TT;Imz>OwbL}eM8)x*ZJ?E!U}2RCA#q5QQ$kV>6oXbo1Q8A>sn<k66eAGHYDhytvEoc?EkwwrLvX0Od(%u*w",
    "%fNzj4p;d(U93fjgV8XQfV%<yuSi)CBg",
)
