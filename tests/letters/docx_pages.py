"""Pages to be written as DOCX, and what is read back of them."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[2]

SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))

MM = 25.4 / 72

HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>各种写法</title>
<meta name="author" content="某市教育局">
<meta name="dcterms.created" content="2026-09-01">
<meta name="dcterms.modified" content="2026-09-02">
</head>
"""

VOCABULARY = """<body>
<div class="sheet" id="cover"><article class="letter cover"><header><h1>某市教育局<br>行政处罚案卷</h1></header>
<table class="form"><tr><th>当事人</th><td>某某学校</td></tr><tr><th>归档日期</th><td></td></tr></table></article></div>
<div class="sheet" id="contents"><article class="letter contents"><header><h1>卷内目录</h1></header>
<table class="list"><thead><tr><th class="num">序号</th><th>文书名称</th><th class="code">文号</th><th class="day">日期</th>
<th class="num">页码</th></tr></thead><tbody><tr><td class="num">1</td><td>询问笔录</td><td class="code">某教〔2026〕1号</td>
<td class="day">2026年9月1日</td><td class="num"><a class="page" href="#document-1"></a></td></tr></tbody></table>
</article></div>
<div class="sheet" id="document-1"><article class="letter record"><header><h1>某市教育局<br>询问笔录</h1>
<p class="number">某教〔2026〕1号</p></header>
<section class="party"><p class="row">被询问人：<span class="blank">　　　　　　　　</span>　性别：<span class="blank">　　　</span></p></section>
<section class="opening"><p class="to">某某学校：</p><p>经查，“某某”于
2026年收费46580元。</p><p class="orders">责令退还。</p><p class="penalty">警告。</p><p class="total">合计一项。</p>
<p class="plain">顶格一段。</p><p class="centre">居中一段。</p><p class="when">年　　月　　日</p><p class="row indented">账号：1</p></section>
<section class="hearing"><h2>一、证据</h2><h3>（一）第一项</h3><div class="list"><p>证据1：甲；</p><p>证据2：乙。</p></div>
<table class="list evidence"><thead><tr><th class="num">号</th><th class="kind">种类</th><th class="check">意见</th>
<th class="remark">备注</th><th class="code">码</th></tr></thead><tbody><tr><td class="num">1</td><td class="kind">书证</td>
<td class="check">□是　□否</td><td class="remark">无</td><td class="code">丙</td></tr></tbody></table>
<div class="lines"><p>已经记下的话。</p><p class="line"></p><p class="line"></p><p class="line"></p></div></section>
<section class="review"><h2>二、复核</h2>
<table class="list"><tr><th class="who">人员</th><td class="who">甲</td><td class="remark"></td><th class="said">说明</th></tr></table></section>
<section class="ending"><h2>三、其他</h2><p>最后一段。</p><div class="signed"><div class="signature"><p class="bureau">某市教育局</p>
<p class="seal">（印章）</p><p class="date">2026年9月1日</p></div></div></section>
<section class="signs"><p class="sign">被询问人（签名）：<span class="blank">　　　　　　</span>　　年　　月　　日</p></section>
</article></div>
<div class="sheet" id="document-2"><article class="letter sheet-form"><header><h1>立案审批表</h1></header>
<table class="form four"><tr><th>立案号</th><td>某号</td><th>日期</th><td>某日</td></tr>
<tr><th rowspan="2">案由</th><td colspan="3">第一行<br>第二行</td></tr><tr><td colspan="3"><p>甲段。</p><p class="plain">乙段。</p></td></tr>
<tr><th>意见</th><td class="tall" colspan="3"><p class="plain">同意。</p><p class="when">签名：　　　　年　　月　　日</p></td></tr></table>
</article></div>
<article class="letter receipt"><header><h1>送达回证</h1></header><table class="form"><tr><th>受送达人</th><td>某某学校</td></tr>
<tr><th>签章</th><td class="when">年　　月　　日　　</td></tr></table></article>
</body>
</html>"""


def page(body: str) -> str:
    return f"{HEAD}<body><article class='letter'>{body}</article></body></html>"


def opened(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


def blocks(document: Document) -> Iterator[str]:
    """The text of each paragraph, those of tables among them, in the order of the document."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from cells(block)


def cells(table: Table) -> Iterator[str]:
    seen = {cell._tc: cell for row in table.rows for cell in row.cells}
    for cell in seen.values():
        yield from (paragraph.text for paragraph in cell.paragraphs)


def bare(text: str) -> str:
    return "".join(text.split())
