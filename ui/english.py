"""What Streamlit 1.67 says in English by itself, in Chinese: put in place by ui/frame.js, phrase by phrase, whole.

Each phrase stands in its front end as it is here (tests/ui/test_english.py): one that an upgrade words anew is found at once.
"""

from typing import Final

WHOLE: Final = {
    "App pages": "页面",
    "Open": "展开选项",
    "Clear all": "全部去掉",
    "Clear value": "清空",
    "Clear entry": "清空",
    "Clear selection": "清空",
    "Clear date": "清空日期",
    "Choose date": "选日期",
    "Selected values": "已选的",
    "Select all": "全选",
    "Multiselect options": "选项",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有符合的",
    "No options to select": "没有可选的",
    "No options to select.": "没有可选的",
    "file upload": "选择文件",
    "Add files": "添加文件",
    "Increment": "增加",
    "Decrement": "减少",
    "Number is above the allowed range.": "超过了允许的最大数。",
    "Number is below the allowed range.": "小于允许的最小数。",
    "Invalid input.": "填写的内容不对。",
    "Show password": "显示密码",
    "Hide password": "隐藏密码",
    "Close": "关闭",
    "Stop": "停止",
    "Rerun": "重新运行",
    "Running...": "正在办理……",
    "Stopping...": "正在停止……",
    "Please wait...": "请稍候……",
    "Connecting": "正在连接……",
    "Connecting to Streamlit server": "正在连接本系统",
    "Unable to connect to Streamlit server": "连不上本系统",
    "Connection error": "连接断开了",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "本系统没有回应，正在自动重新连接。断开以前离开的每一格都已存为草稿。一直连不上的，请看看网络，或者告诉管理员。"
    ),
    "Connection lost. Please wait for the app to reconnect, then try again.": "连接断开了，请等重新连上以后再试。",
    "Page not found": "没有这个页面",
}
# What the phrase begins with, a pattern of the whole of it, and the Chinese for that.
SHAPED: Final = (
    ("Help for ", "Help for (.+)", "$1的说明"),
    ("Remove ", "Remove (.+)", "去掉$1"),
    (" available.", "(\\d+) options? available\\.", "$1项可选"),
    (" files are not allowed.", "(.*) files are not allowed\\.", "不能上传这种格式的文件（$1）。"),
    ("File must be ", "File must be (.+) or smaller\\.", "文件太大，不能超过$1。"),
    ("Number is above the allowed range. Please enter a value less than or equal to ",
     "Number is above the allowed range\\. Please enter a value less than or equal to (.+)\\.", "不能大于$1。"),
    ("Number is below the allowed range. Please enter a value greater than or equal to ",
     "Number is below the allowed range\\. Please enter a value greater than or equal to (.+)\\.", "不能小于$1。"),
    ("You can only select up to ", "You can only select up to (\\d+) .+", "最多选$1项，请先去掉一项。"),
)  # fmt: skip
