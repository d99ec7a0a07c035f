"""Whole messages that steer a form, in dialect, pinyin and English; what people tell is none."""

from __future__ import annotations

import pytest

from intents.telling.commands import command_in, found_helpful, holds_back, wants_anonymity

COMMANDS = {
    "filled": ("查看已填", "我填了哪些", "还差几题", "看哈我填了些啥子", "还要填好多"),
    "restart": ("重新填写", "从头来过嘛", "全部重填", "start over", "chongxin tianxie"),
    "repeat": ("再说一遍", "说啥子哦？没听清", "没看清，重新问一哈", "repeat please", "pardon?", "再讲一遍嘛"),
    "discard": ("删除草稿", "草稿给我删干净", "把我存的草稿删了", "不交了，删了", "delete my draft", "清空"),
    "resume": ("继续填写", "接着上次没填完的", "找到了，接着来", "我回来了，继续嘛", "go on", "jixu"),
    "put_aside": ("先存到", "改天再来填嘛", "明天再提交，先存到", "我要开会了，下次再填", "save for later"),
    "submit_now": ("先提交，以后再补", "先交上去再说", "其余以后补，先提交", "后面的跳过，提交", "直接交上去嘛"),
    "guide": ("帮助", "help", "怎么用", "使用说明"),
    "about": ("你是谁", "能干啥子", "菜单", "回主菜单"),
    "wait": ("等一下", "等我找找", "我问问同事再说", "让我想一哈", "wait a sec", "我查下记录再告诉你"),
    "upload": (
        "我想上传图片和文件", "怎么上传图片?", "还有两份保密协议扫描件要交,怎么上传图片?",
        "图片和文件怎么上传？", "想把照片和视频发给你们", "在哪里上传", "录音、截图往哪里发",
    ),
    "help": (
        "什么意思", "啥子意思哦", "写简称可以不", "大概的时间行不行",
        "为啥子要问技术还是经营", "举个例子嘛",
        "不会写，举个例", "shenme yisi", "what does it mean", "只写年份得行不",
    ),
}  # fmt: skip
TOLD = (
    "他把聊天记录都删了", "都删了", "报了", "已经报过警", "继续在用我们的图纸", "他说改天再来，结果没来",
    "等他离职以后，2024年6月", "明天下午", "下周二上午",
    "他把资料提交给对手了", "不提交", "不能说", "没有", "先填了意向书", "为什么他能登录", "他重新注册了公司",
    "保存在服务器上的图纸被拷走", "删没删不晓得",
    "他上传了我们的图片和文件", "他把图纸发到网上，能告他吗", "录音和照片都有", "文件上传到网盘了，怎么举报？",
    "菜单的配方", "功能都一样", "等于没说", "我们查过监控", "接着他就去了对面厂",
)  # fmt: skip


@pytest.mark.parametrize(("command", "said"), [(name, said) for name, ways in COMMANDS.items() for said in ways])
def test_a_command_is_understood(command: str, said: str) -> None:
    assert command_in(said) == command


@pytest.mark.parametrize("said", TOLD)
def test_what_somebody_tells_is_no_command(said: str) -> None:
    assert command_in(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "莫写我名字",
        "不要暴露我的身份",
        "别说是我",
        "我要匿名",
        "不想留名字",
        "不能透露我们的名字",
        "莫给我弄成权利人实名",
        "千万别登记成实名",
    ],
)
def test_the_wish_to_stay_unknown_is_heard(said: str) -> None:
    assert wants_anonymity(said)


@pytest.mark.parametrize("said", ["不匿名", "名字写错了", "不要写对方名字"])
def test_other_words_about_names_are_no_such_wish(said: str) -> None:
    assert not wants_anonymity(said)


@pytest.mark.parametrize("said", ["再想想", "先莫交", "等我问了老板", "改天再交"])
def test_thinking_first_is_heard(said: str) -> None:
    assert holds_back(said)


@pytest.mark.parametrize(
    ("said", "helpful"),
    [
        ("有用", True), ("没有不明白的了", True), ("dong le", True), ("没得用", False),
        ("mei yong", False), ("哪有帮助", False),
        ("有个屁用", False), ("有帮助我还问你", False), ("帮助不大", False), ("等于没说", False),
        ("有用的证据是哪些", None), ("没用过", None),
    ],
)  # fmt: skip
def test_the_verdict_on_an_answer_is_heard(said: str, helpful: bool | None) -> None:
    assert found_helpful(said) is helpful
