"""Attachments: which files are taken, and that they come back whole."""

import io
import zipfile

import pytest

from casebook.cases.attachments import attach, attachment_bytes, file_name, list_attachments, remove_attachment
from casebook.cases.documents import document_file, list_documents
from casebook.cases.media import DOCX, MEGABYTE, media_of
from casebook.refusals import NotFoundError, UnfitError

from .office import Office, person

WANG = person("wang")


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


TAKEN = {
    "a.pdf": b"%PDF-1.7\n", "a.png": b"\x89PNG\r\n\x1a\n....", "a.JPG": b"\xff\xd8\xff\xe0", "a.tif": b"II*\x00",
    "a.webp": b"RIFF....WEBPVP8 ", "a.wav": b"RIFF....WAVEfmt ", "a.mp3": b"ID3\x04", "a.mp4": b"\x00\x00\x00\x18ftypmp42",
    "a.docx": zipped("[Content_Types].xml", "word/document.xml"), "a.xlsx": zipped("xl/workbook.xml"), "a.ofd": zipped("OFD.xml"),
}  # fmt: skip
NOT_TAKEN = {
    "a.exe": (b"MZ\x90\x00", "不是可以收存"), "a.pdf": (b"MZ\x90\x00", "不是可以收存"), "b.pdf": (b"\x89PNG\r\n\x1a\n", "与文件名不符"),
    "a.html": (b"<script>", "不是可以收存"), "a.svg": (b"<svg/>", "不是可以收存"), "a.zip": (zipped("a.txt"), "不是可以收存"),
    "c.pdf": (b"", "空文件"), "m.docx": (zipped("word/document.xml", "word/vbaProject.bin"), "宏"),
    "d.docx": (b"PK\x03\x04broken", "不是可以收存"), "a.docx": (b"PK\x03\x04" + bytes(21 * MEGABYTE), "不是可以收存"),
    "big.png": (b"\x89PNG\r\n\x1a\n" + bytes(20 * MEGABYTE), "上限 20 MB"), "huge.mp4": (bytes(100 * MEGABYTE + 1), "超过 100 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_files_that_are_taken(name: str) -> None:
    assert name.lower().endswith(media_of(name, TAKEN[name]).endings)


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_files_that_are_not_taken(name: str) -> None:
    content, told = NOT_TAKEN[name]
    with pytest.raises(UnfitError, match=told):
        media_of(name, content)


def test_a_file_comes_back_whole_and_its_bytes_are_stored_once(office: Office) -> None:
    case = office.led("draft")
    content = TAKEN["a.docx"]
    first = attach(office.book, WANG, case.id, "笔录.docx", content, "E1")
    office.clock.be("2026-01-06")
    attach(office.book, WANG, case.id, "笔录（副本）.docx", content)
    one, other = list_attachments(office.book, WANG, case.id)
    assert (one.name, one.evidence, one.size, one.media_type) == ("笔录.docx", "E1", len(content), DOCX.type)
    assert one.digest == other.digest
    assert attachment_bytes(office.book, WANG, first) == content


def test_a_removed_file_stays_in_the_record(office: Office) -> None:
    case = office.led("draft")
    made = attach(office.book, WANG, case.id, "a.pdf", TAKEN["a.pdf"])
    with pytest.raises(UnfitError, match="理由"):
        remove_attachment(office.book, WANG, made, " ")
    remove_attachment(office.book, WANG, made, "与本案无关")
    with pytest.raises(UnfitError, match="已经移除"):
        remove_attachment(office.book, WANG, made, "再次")
    assert [(one.id, one.removal_reason) for one in list_attachments(office.book, WANG, case.id)] == [
        (made, "与本案无关")
    ]
    with pytest.raises(NotFoundError):
        attachment_bytes(office.book, WANG, "nothing")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/笔录.pdf", "笔录.pdf"),
        (r"C:\案卷\笔录.pdf", "笔录.pdf"),
        ("笔\u202e录\n.pdf", "笔录.pdf"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_names_alone(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_file_without_a_name_is_refused() -> None:
    with pytest.raises(UnfitError):
        file_name("/\n")


def test_an_issued_document_comes_back_to_the_byte(office: Office) -> None:
    case = office.led("noticed")
    documents = list_documents(office.book, WANG, case.id)
    assert [(one.kind, one.number) for one in documents] == [
        ("case", "淄教罚立〔2026〕1号"),
        ("prior-notice", "淄教罚prior-notice〔2026〕第1号"),
    ]
    assert (
        document_file(office.book, WANG, documents[1].id).content == "%PDF-1.7 淄教罚prior-notice〔2026〕第1号".encode()
    )
    with pytest.raises(NotFoundError):
        document_file(office.book, WANG, documents[0].id)
