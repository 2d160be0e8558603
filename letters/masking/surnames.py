"""Chinese surnames: which parts of a name stay in the public copy, and what may be a name at all."""

from typing import Final

_COMPOUND: Final = (
    "万俟 上官 东方 东郭 东门 乐正 亓官 仲孙 令狐 公冶 公孙 公羊 公良 公西 南宫 南门 司寇 司徒 司空 司马 呼延 哥舒 单于 叔孙 "
    "夏侯 太叔 太史 夹谷 宇文 宗政 宰父 尉迟 左丘 巫马 微生 慕容 拓跋 拓拔 梁丘 欧阳 段干 壤驷 淳于 濮阳 漆雕 独孤 申屠 百里 "
    "皇甫 羊舌 西门 诸葛 谷梁 赫连 轩辕 钟离 锺离 长孙 闻人 闾丘 端木 纳兰 耶律 完颜 颛孙 鲜于 澹台 贺兰 达奚"
)
COMPOUND: Final = frozenset(_COMPOUND.split())
SINGLE: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂"
    "钦商牟佘佴伯赏墨哈谯笪年爱阳佟肖覃代付谌芦兰仝邸苑英修原战展滕矫初丛鹿苟揭门衣亓禤昃"
)
# Surnames that are everyday words too: on them alone nothing is taken for a name.
EVERYDAY: Final = frozenset(
    "于时和方平成计应经单全有从向别通都相后年公法关国文广东利师养须家居满强解干管任明高常安华水路支车山石房党班那简空红游权益"
    "原战展代付英门衣充终步易容古连双习印怀薄富松井云花乐元包左曲牧谷闻寿边农温慎衡海况归初修爱阳越融束商查荣盛景白万季封曾申"
    "司金项严毕尚余纪董席程范"
)


def surname(name: str) -> str:
    """欧阳 of 欧阳修, 张 of 张三; the first character of any other name, as its letter in Latin ones."""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND else name[0].upper()  # noqa: PLR2004 -- and a given name
