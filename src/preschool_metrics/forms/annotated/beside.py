"""A workbook of nothing but the sheet 反馈: for a return whose own package cannot be changed in places."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from preschool_metrics.forms.annotated.book import put_first
from preschool_metrics.forms.annotated.feedback import sheet_of
from preschool_metrics.forms.annotated.package import TYPES, Package
from preschool_metrics.forms.annotated.splice import text
from preschool_metrics.forms.annotated.styles import MAIN, Styles
from preschool_metrics.model.feedback import AUTHOR, Feedback

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_EMPTY: Final = {
    TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_BOOK}"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" '
    f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN[False]}" xmlns:r="{_OFFICE}"><bookViews><workbookView xWindow="0" '
    'yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets/></workbook>',
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{0}</dc:title><dc:creator>{1}</dc:creator></cp:coreProperties>',
}


def side_workbook(feedback: Feedback) -> bytes:
    """Return the workbook; the same feedback gives the same bytes."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, xml in _EMPTY.items():
            archive.writestr(name, _HEAD + (xml.format(text(feedback.title), AUTHOR) if "core.xml" in name else xml))
    package = Package(content.getvalue())
    put_first(package, sheet_of(feedback, Styles(package).looks(), strict=False, linked=False))
    return package.packed()
