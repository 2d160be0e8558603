"""HTML to DOCX: the same rendered page as an editable document of named styles and office fonts, for Word and WPS."""

from letters.docx.writing import write_docx

__all__ = ["write_docx"]
