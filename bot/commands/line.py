"""The command line of `shangmi`. Every sub-command is one function in `bot/commands/`."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import OperationalError

from bot import logs
from bot.commands import (
    accounts,
    calendar,
    content,
    data,
    keeping,
    knowledge,
    places,
    retention,
    running,
    switch,
    talk,
)
from bot.reception import TooBusy
from bot.settings import SettingsRefused
from intake.officers.officer import ROLES, SCOPES
from intake.storage.refusals import StartRefused
from intents.sheet import SheetFaults


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 found faults or refused, 2 wrong usage."""
    options = command_line().parse_args(arguments)
    # Whatever we write, the database, the files and the keys, its owner alone may read.
    os.umask(0o077)
    logs.set_up()
    try:
        return int(options.run(options))
    except SettingsRefused as refusal:
        return _refused(f"设置有误，未启动：\n{refusal}")
    except SheetFaults as faults:
        return _refused("内容有误，未启动：\n" + "\n".join(faults.faults))
    except StartRefused as refusal:
        return _refused(str(refusal))
    except (TooBusy, OperationalError):
        # A driver puts addresses and values into its text: what helps is all we say.
        return _refused(_BUSY)
    except BrokenPipeError:
        # Whoever read what we print has read enough (`| head`). Nothing more is printed, at the end neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        return _refused(_about_a_file(error))
    except KeyboardInterrupt:
        return 130


_BUSY = "数据库正被别的进程占着，或者没有应答，这一步没有做。请稍后再试；一直这样，请检查数据库。"
_FILE_FAULTS = {
    errno.EACCES: "没有权限。请检查运行服务的用户对它有没有读写权限",
    errno.EPERM: "没有权限。请检查运行服务的用户对它有没有读写权限",
    errno.EROFS: "所在的磁盘是只读的。请换一个目录",
    errno.ENOTDIR: "路径中间有一段是文件，不是目录。请换一个目录",
    errno.EEXIST: "已经有同名的文件。请换一个名字，或者把它移走",
    errno.ENOENT: "不存在。请检查路径",
    errno.EISDIR: "是目录，这里需要一个文件",
    errno.ENOSPC: "磁盘满了。请腾出空间后再试",
}


def _about_a_file(error: OSError) -> str:
    why = _FILE_FAULTS.get(error.errno or 0, "不能读写。请检查路径和权限")
    return f"{error.filename}：{why}。数据目录由 SHANGMI_DATA_DIR 设置，例如 ./var。"


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shangmi", description="渝商秘：商业秘密保护问答与举报服务")
    commands = parser.add_subparsers(required=True, metavar="命令")

    serve = commands.add_parser("serve", help="运行服务")
    serve.add_argument("--host", help="监听地址")
    serve.add_argument("--port", type=int, help="监听端口")
    serve.add_argument("--workers", type=int, help="进程数，另有一个看着它们；多于 1 个需要 PostgreSQL")
    serve.set_defaults(run=running.serve)

    commands.add_parser("chat", help="在终端里对话").set_defaults(run=talk.chat)
    ask = commands.add_parser("ask", help="问一个问题，得一个答复")
    ask.add_argument("question", metavar="问题")
    ask.add_argument("--json", action="store_true", help="输出 JSON")
    ask.set_defaults(run=talk.ask)

    check = commands.add_parser("check", help="检查知识条目、话术、例句、分送规则和期限")
    check.add_argument("--open", action="store_true", help="逐条列出问不到的条文要点")
    check.add_argument("--data", type=Path, metavar="目录", help="其下 sources 里有原文时，一并检查答复是否照抄")
    check.add_argument(
        "--note-sources", action="store_true", help="按 --data 里的原文重新记下哪些连着的字不能照抄，然后检查"
    )
    check.add_argument(
        "--read", nargs="+", default=[], metavar="条目", help="记下这些条目的问法已逐条对照首句读过，然后检查"
    )
    check.set_defaults(run=content.check)
    commands.add_parser("learn", help="用项目自己的开发题重新学习检索权重").set_defaults(run=content.learn)
    evaluate = commands.add_parser("evaluate", help="在开发集上打印各项指标")
    evaluate.add_argument("--data", type=Path, default=Path("tests/expectations"), metavar="目录")
    evaluate.set_defaults(run=content.evaluate)
    table = commands.add_parser("places", help="看地名表的大小和来源，与另一套表比对")
    table.add_argument("--compare", type=Path, metavar="目录", help="其下的 CSV 与我们的表逐行比对")
    table.set_defaults(run=places.places)
    commands.add_parser("doctor", help="检查设置、密钥、回调、令牌、数据库、年历").set_defaults(run=running.doctor)

    officer = commands.add_parser("officer", help="工作人员账号").add_subparsers(required=True, metavar="操作")
    add_officer = officer.add_parser("add", help="新建账号")
    add_officer.add_argument("name", metavar="姓名")
    add_officer.add_argument("--role", required=True, choices=ROLES)
    add_officer.add_argument("--bureau", help="承办局代码，例如 jiangjin、municipal")
    add_officer.add_argument("--password-stdin", action="store_true", required=True, help="从标准输入读取密码")
    add_officer.set_defaults(run=accounts.add_officer)
    officer.add_parser("list", help="列出全部账号").set_defaults(run=accounts.list_officers)
    disable = officer.add_parser("disable", help="停用账号，登录立即结束")
    enable = officer.add_parser("enable", help="恢复停用的账号，给一个新密码")
    reset = officer.add_parser("reset", help="重设密码，登录立即结束")
    reset.add_argument("--second-step", action="store_true", help="只取消动态验证码，密码不变")
    move = officer.add_parser("move", help="调整岗位或单位")
    move.add_argument("--role", required=True, choices=ROLES)
    move.add_argument("--bureau", help="承办局代码，例如 jiangjin、municipal")
    end = officer.add_parser("end-sessions", help="结束一个账号的全部登录，解除输错密码的等待")
    for parser_of, run in (
        (disable, accounts.disable_officer),
        (enable, accounts.enable_officer),
        (reset, accounts.reset_officer),
        (move, accounts.move_officer),
        (end, accounts.end_sessions),
    ):
        parser_of.add_argument("name", metavar="姓名")
        parser_of.set_defaults(run=run)

    bind = officer.add_parser("bind", help="绑定单点登录的账号标识；不写标识，解除绑定")
    bind.add_argument("name", metavar="姓名")
    bind.add_argument("subject", nargs="?", metavar="标识", help="单点登录服务里的 sub")
    bind.add_argument("--issuer", default="", metavar="地址", help="设置了几家单点登录的，是哪一家；不写是第一家")
    bind.set_defaults(run=accounts.bind_officer)
    mail = officer.add_parser("mail", help="期限提醒发到哪个邮箱；不写地址，只在工作台显示")
    mail.add_argument("name", metavar="姓名")
    mail.add_argument("address", nargs="?", metavar="邮箱")
    mail.set_defaults(run=accounts.mail_of_officer)

    token = commands.add_parser("token", help="接口令牌").add_subparsers(required=True, metavar="操作")
    add_token = token.add_parser("add", help="新建令牌，只显示一次")
    add_token.add_argument("name", metavar="名称")
    add_token.add_argument("--identities", action="store_true", help="可以看到来访人身份")
    add_token.add_argument(
        "--scope",
        action="append",
        choices=list(SCOPES),
        help="用途，可以写几次；不写：cases 和 transfers",
        default=None,
    )
    add_token.add_argument("--bureau", metavar="代码", help="只读这个局承办的案件；不写：全市")
    add_token.set_defaults(run=accounts.add_token)
    token.add_parser("list", help="列出全部令牌").set_defaults(run=accounts.list_tokens)
    revoke = token.add_parser("revoke", help="作废令牌，立即不能再用")
    revoke.add_argument("name", metavar="名称")
    revoke.set_defaults(run=accounts.revoke_token)

    answers = commands.add_parser("answers", help="自动答复").add_subparsers(required=True, metavar="操作")
    answers.add_parser("show", help="看在用还是停用").set_defaults(run=switch.show)
    off = answers.add_parser("off", help="停用，服务不必停：聊天、微信和网页填写只说给出的这句话，草稿都留着")
    off.add_argument("sentence", metavar="一句话")
    off.set_defaults(run=switch.off)
    answers.add_parser("on", help="恢复，从停下的地方接着填").set_defaults(run=switch.on)

    verify = commands.add_parser("verify", help="核对案件日志链，以及案件与日志是否相符")
    verify.add_argument("--head", help="以前抄存的日志头，一并核对")
    verify.set_defaults(run=data.verify)
    backup = commands.add_parser("backup", help="备份数据库、证据材料和密钥，服务不必停")
    backup.add_argument("directory", type=Path, metavar="目录")
    backup.add_argument("--keys-to", type=Path, metavar="目录", help="加密的密钥文件另放到这里，与数据分开")
    backup.set_defaults(run=keeping.backup)
    restore = commands.add_parser("restore", help="把备份恢复到空库和新的数据目录，升级到本版本，并核对")
    restore.add_argument("directory", type=Path, metavar="备份目录")
    restore.add_argument("--identity", type=Path, metavar="文件", help="加密的备份：私钥文件")
    restore.add_argument("--keys", type=Path, metavar="文件", help="单独存放的 keys.age")
    restore.add_argument("--purged", type=Path, metavar="文件", help="销毁清单；不写，用 SHANGMI_PURGE_LIST")
    restore.add_argument("--head", help="以前抄存的日志头，一并核对")
    restore.set_defaults(run=keeping.restore)
    reseal = commands.add_parser("reseal", help="把旧版本加密的内容按现在的办法重新加密，服务不必停")
    reseal.set_defaults(run=data.reseal)
    search = commands.add_parser("search", help="查找").add_subparsers(required=True, metavar="操作")
    again = search.add_parser("rebuild", help="把全部案件重新编入查找：升级以后运行一次，服务不必停")
    again.set_defaults(run=data.rebuild_search)
    key = commands.add_parser("key", help="数据密钥，备份用的密钥对").add_subparsers(required=True, metavar="操作")
    rotate = key.add_parser("rotate", help="换用新的数据密钥；先停止服务，中断了就再运行一次")
    rotate.add_argument("--new-key-stdin", action="store_true", help="从标准输入读取新密钥（base64 的 32 字节）")
    rotate.set_defaults(run=data.rotate_key)
    pair = key.add_parser("pair", help="生成加密备份用的一对密钥：私钥写到文件，公钥打印出来")
    pair.add_argument("file", type=Path, metavar="私钥文件")
    pair.set_defaults(run=keeping.new_pair)
    evidence = commands.add_parser("evidence", help="证据材料").add_subparsers(required=True, metavar="操作")
    rescan = evidence.add_parser("rescan", help="把查毒没有完成的材料重新排队")
    rescan.set_defaults(run=data.rescan)
    move = evidence.add_parser("move", help="把数据目录里的材料抄到 SHANGMI_EVIDENCE_S3 的存储桶；先停止服务")
    move.set_defaults(run=data.move)
    _calendar_commands(commands.add_parser("calendar", help="工作日年历"))
    demo = commands.add_parser("demo", help="在空数据库里放入演示案件")
    demo.add_argument(
        "--cases",
        type=int,
        default=500,
        metavar="件数",
        help="一共多少件，默认 500；--cases 16 每种情形一件，最少",
    )
    demo.add_argument("--seed", type=int, default=1, metavar="数字", help="同一个数字生成同样的案件")
    demo.set_defaults(run=data.demo)
    kept = commands.add_parser("retention", help="留存和销毁：期限、期满几件、销毁清单，补写清单，清理过期的备份")
    kept.add_argument("--backups", type=Path, metavar="目录", help="其下超过 SHANGMI_BACKUP_DAYS 的备份一并删除")
    kept.set_defaults(run=retention.keep)
    known = commands.add_parser("knowledge", help="知识条目").add_subparsers(required=True, metavar="操作")
    export = known.add_parser("export", help="把工作台发布的条目写成文件")
    export.add_argument("directory", type=Path, metavar="目录")
    export.set_defaults(run=knowledge.export)
    database = commands.add_parser("db", help="数据库").add_subparsers(required=True, metavar="操作")
    database.add_parser("upgrade", help="升级表结构").set_defaults(run=data.upgrade)
    return parser


def _calendar_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="操作")
    taken = commands.add_parser(
        "import", help="导入一年的放假安排，服务不必停；格式见 intake/clocks/holidays.yaml"
    )
    taken.add_argument("file", type=Path, metavar="文件")
    taken.set_defaults(run=calendar.import_file)
    commands.add_parser("list", help="看放假安排已知到哪一年").set_defaults(run=calendar.list_years)
    forgotten = commands.add_parser("forget", help="撤回导入的一年")
    forgotten.add_argument("year", type=int, metavar="年份")
    forgotten.set_defaults(run=calendar.forget)
