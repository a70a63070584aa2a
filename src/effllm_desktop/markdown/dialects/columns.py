"""What columns of tables and lines of facts are called, and what they hold then."""

from enum import Enum, auto


class Column(Enum):
    """What the cells of a column hold."""

    TITLE = auto()
    NAME = auto()  # a title where no column is called so
    PAPER = auto()
    AUTHORS = auto()
    VENUE = auto()
    YEAR = auto()
    CITATIONS = auto()
    ABOUT = auto()
    OTHER = auto()


_NAMES = {
    Column.TITLE: """title|titles|paper title|title & authors|title & link|article title|book title
        |paper name|标题|题目|论文标题|论文名称|论文题目|標題|論文題目|タイトル|論文タイトル
        |제목|논문 제목""",
    Column.NAME: """name|names|model|model name|method|methods|approach|work|project|tool|tools
        |dataset|dataset name|resource|library|package|framework|repo|repository|course|book
        |benchmark|application|app|software|system|plugin|extension|项目|名称|模型|方法|工具|数据集""",
    Column.PAPER: """paper|papers|paper link|paper & code|article|publication|link|links|pdf|arxiv
        |url|论文|文章|链接|论文链接|論文|連結|リンク|논문|링크""",
    Column.AUTHORS: "author|authors|author(s)|作者|著者|저자",
    Column.VENUE: """venue|conference|conf|conf.|journal|pub|pub.|publication venue|published
        |published in|publisher|publish|proceedings|conference/journal|会议|期刊|发表|會議|会議
        |会議/ジャーナル|学会|학회|收录|收录会议|收录情况|会议/期刊|期刊/会议|发表会议|发表于|出处""",
    Column.YEAR: """year|date|time|pub date|pub. date|publish date|published date|publication date
        |publication year|release date|released|submitted|年份|日期|时间|時間|年
        |発表年|연도|날짜""",
    Column.CITATIONS: "citations|citation|cited by|cites|#citations|引用",
    Column.ABOUT: """description|desc|summary|note|notes|tl;dr|tldr|comment|comments|about|abstract
        |details|info|introduction|contribution|contributions|keywords|key ideas|remarks
        |描述|简介|说明|备注|說明|備註|概要|説明|備考|설명|비고""",
}
_MEANINGS = {
    " ".join(name.split()): column for column, names in _NAMES.items() for name in names.split("|")
}


def meaning(name: str) -> Column:
    """What a column of this name holds; the name in lower case."""
    return _MEANINGS.get(" ".join(name.split()), Column.OTHER)
