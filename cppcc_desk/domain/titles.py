"""A title broken into lines by sense: a trapezoid or a diamond, never through a word, a number, a date or 《》.

There is no dictionary of Chinese in the standard library; words that titles of this work are made of are listed here,
and what is not listed is broken only where nothing better is left, and then reported as doubtful.
"""

import re
from functools import lru_cache
from itertools import pairwise

from cppcc_desk.domain.surnames import SURNAMES

TITLE_WIDTH = 20  # characters of 22 pt across the 版心
_COMFORT = 0.9  # a line fuller than this looks like body text
_FULL = 18
_MOST_LINES = 5  # longer is no title any more
_BORDER = 0.2  # some word processors widen each border between Chinese and digits by this

WORDS = frozenset(
    """
    关于 建议 反映 加强 加快 推进 推动 促进 完善 健全 建立 规范 提升 提高 优化 强化 深化 解决 落实 落地 破解 做好 做实
    支持 鼓励 引导 保障 保护 防范 化解 整治 治理 管理 监管 服务 发展 建设 改革 创新 融合 振兴 转型 升级 利用 开发 打造
    培育 培养 引进 扩大 增加 减少 降低 减轻 缓解 消除 避免 防止 重视 关注 警惕 值得 亟待 亟需 急需 有待 应当 应该 需要
    进一步 切实 尽快 尽早 有效 全面 大力 着力 积极 充分 统筹 协调 统一 合理 科学 依法 及时 严格 继续 持续 存在 面临
    出现 影响 制约 导致 造成 成为 实现 实施 开展 组织 设立 设置 增设 新建 改造 修复 修建 修缮 维护 养护 更新 配套 配备
    配置 配送 供应 供给 采购 收购 收费 补贴 补助 补偿 问题 现象 情况 现状 困难 困境 难题 难点 堵点 痛点 瓶颈 短板 弱项
    不足 隐患 风险 矛盾 纠纷 原因 对策 措施 办法 意见 思考 调查 报告 请示 通知 通报 纪要 机制 制度 体系 体制 政策 标准
    规定 条例 规划 计划 方案 项目 工程 工作 任务 行动 活动 能力 水平 质量 效率 效益 成本 价格 资金 经费 投入 投资 融资
    贷款 保险 税收 收入 支出 财政 金融 经济 产业 行业 企业 市场 主体 商户 个体户 中小企业 民营企业 营商环境 公司 园区
    工业园 开发区 农业 农村 农民 农户 农田 农产品 农机 种植 养殖 粮食 耕地 土地 林地 宅基地 合作社 村集体 集体经济
    乡村 乡镇 村庄 村民 村级 村委会 社区 居民 小区 街道 镇街 城镇 城乡 城区 老城区 县城 县域 全县 我县 基层 群众 百姓
    老人 老年人 高龄 失能 独居 儿童 留守儿童 青少年 未成年人 学生 中小学 中小学生 幼儿 幼儿园 托育 学校 校园 校车 教师
    教育 教学 职业教育 课后服务 家长 家庭 妇女 残疾人 退役军人 农民工 外卖 骑手 快递 快递员 司机 网约车 从业人员
    工作人员 医疗 医院 医生 医保 医药 中医 中医药 中药 饮片 药品 卫生 卫生院 卫生室 村医 乡村医生 健康 养老 养老院
    护理 慢性病 疫苗 急救 公共 公共卫生 公共服务 公共交通 公交 公交车 班车 客运 站点 线路 道路 公路 国道 省道 农村公路
    桥梁 隧道 路灯 停车 停车位 停车难 交通 交通安全 电动车 电动自行车 充电 充电桩 新能源 汽车 车辆 拥堵 物流 冷链 仓储
    环境 生态 环保 污染 垃圾 垃圾分类 污水 污水处理 河道 河湖 水库 水源 饮水 饮用水 供水 用水 灌溉 水利 防汛 抗旱 山洪
    地质 灾害 森林 防火 消防 应急 救援 安全 安全生产 食品 食品安全 电梯 老旧小区 加装 物业 物业管理 住房 房屋 租赁
    建筑 施工 工地 燃气 管网 管道 电力 用电 网络 网络安全 信息 信息化 数字 数字化 数据 平台 智慧 智能 人工智能 电商
    直播 直播带货 消费 消费者 商品 品牌 旅游 文旅 景区 民宿 文化 文物 古村落 古镇 非遗 遗产 传承 体育 健身 场地 设施
    基础设施 设备 器材 图书馆 文化站 广场 公园 绿地 绿化 人才 人员 队伍 干部 编制 就业 创业 培训 技能 劳动 工资 社保
    社会 社会保障 社会组织 志愿 志愿者 志愿服务 慈善 法律 法治 执法 司法 信访 调解 诉讼 举报 投诉 审批 办事 政务
    政务服务 窗口 一站式 行政 机关 部门 单位 政府 县委 县政府 政协 委员 提案 社情民意 信息员 协商 民主 监督 评议 统战
    民族 宗教 侨胞 台胞 诈骗 电信诈骗 电信网络诈骗 传销 赌博 毒品 噪声 噪音 扰民 油烟 排放 扬尘 焚烧 秸秆 秸秆焚烧
    违建 违章 占道 占用 闲置 荒废 撂荒 流转 征收 征地 拆迁 安置 确权 登记 审核 评估 考核 激励 约束 问责 公开 公示 宣传
    普及 推广 应用 试点 示范 经验 做法 成效 长效 长效机制 常态化 规范化 标准化 精细化 一体化 均等化 高质量 高质量发展
    现代化 绿色 低碳 节能 特色 传统 重点 重大 主要 突出 严重 普遍 多发 频发 突发 事件 事故 季节 夏季 冬季 冬春 汛期
    春节 假期 暑期 期间 以来 之间 之后 方面 领域 环节 过程 范围 区域 周边 附近 沿线 山区 库区 偏远 农贸市场 集贸市场
    超市 商场 餐饮 饭店 摊点 摊贩 夜市 校外 校外培训 机构 培训机构 预付卡 预付式 退费 茶叶 茶园 茶农 毛竹 竹林 柑橘
    水果 蔬菜 生猪 畜禽 水产 渔业 种子 化肥 农药 地膜 回收 利用率 资源 资源化 综合 综合利用 统计 过渡期 脱贫 脱贫户
    低收入 低保 救助 新就业 新就业形态 就业形态 劳动者 合法权益 权益 平台企业 社会责任 责任 主体责任 帮扶 关爱 心理
    心理健康 近视 防控 溺水 防溺水 欺凌 营养 午餐 食堂 宿舍 用工 招工 用工难 招工难 就医 看病 就学 入学 入托 出行 办证
    缴费 报销 异地 跨省 结算 直接结算 通办 代办 证明 材料 流程 手续 时限 门槛 渠道 途径
    """.split()  # noqa: SIM905 - six hundred words as prose read better than as a list
)
_LONGEST = max(map(len, WORDS))

_AFTER = "的和与及、，：；暨"  # a line may well end here
_OPENERS = tuple(
    """
    建议 加强 加快 推进 推动 促进 完善 健全 建立 规范 提升 提高 亟待 亟需 急需 应当 应该 需要 值得 存在 有待
    """.split()  # noqa: SIM905
)
_NEVER_FIRST = "。，、；：？！）》”’】〕%％的了等们化性率"
_NEVER_LAST = "（《“‘【〔第"

_WHOLE = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|〔\d{4}〕\d+号"
    r"|[A-Za-z0-9][A-Za-z0-9.,%\-/+]*[年月日号期个项件万亿元%％‰户家名人次条类级岁倍米吨亩]?"
    r"|[“‘（《][^”’）》]{1,14}[”’）》]"
    r"|[一二三四五六七八九十百千]+[年月日个项件万亿元户家名次条类级届季期]"
)
POSTS = tuple(
    "主席 秘书长 主任 书记 县长 区长 市长 局长 部长 镇长 乡长 处长 院长 校长 会长".split()  # noqa: SIM905
)
ROLES = (*POSTS, "同志", "委员", "常委", "代表", "教授", "组长", "先生", "女士")  # what people are called beside a name


def break_title(title: str, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """Lines of at most `width` full-width characters that join to the title; a newline in it forces a break [7.3.1]."""
    lines: list[str] = []
    for part in title.split("\n"):
        if part.strip():
            lines.extend(_broken(part.strip(), width))
    return tuple(lines) or ("",)


def doubtful_breaks(lines: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers (from 0) of lines whose end may stand inside a word."""
    title = "".join(lines)
    doubtful, position = [], 0
    costs = _costs(title)
    for number, line in enumerate(lines[:-1]):
        position += len(line)
        if costs[position] >= _UNKNOWN:
            doubtful.append(number)
    return tuple(doubtful)


def cells(text: str) -> float:
    """Width of `text` in full-width characters, with room for what word processors add beside digits."""
    return _prefix(text)[-1]


def _prefix(text: str) -> list[float]:
    """Width of the text before each character, and of all of it."""
    sums, latin = [0.0], None
    for c in text:
        changed = latin is not None and latin != c.isascii()
        latin = c.isascii()
        sums.append(sums[-1] + (0.5 if latin else 1.0) + (_BORDER if changed else 0.0))
    return sums


_GOOD, _PLAIN, _UNKNOWN, _FORBIDDEN = 0.0, 1.5, 12.0, 1000.0


def _broken(text: str, width: int) -> list[str]:
    total = cells(text)
    if total <= width * _COMFORT or (total <= width and len(text) < 2):
        return [text]
    fewest = max(2, -int(-total // width))
    if fewest > _MOST_LINES:
        return _forced(text, width)
    plans = [plan for count in (fewest, fewest + 1) if (plan := _best(text, count, width))]
    if not plans:
        return _forced(text, width)
    return min(plans)[1]


def _best(text: str, count: int, width: int) -> tuple[float, list[str]] | None:
    """The cheapest way to break `text` into `count` lines, with its cost; None if it cannot be done."""
    costs = _costs(text)
    ends = [i for i in range(1, len(text)) if costs[i] < _FORBIDDEN]
    prefix = _prefix(text)
    ideal = prefix[-1] / count
    best: tuple[float, tuple[int, ...]] | None = None

    def search(start: int, left: int, cost: float, cuts: tuple[int, ...]) -> None:
        nonlocal best
        if best is not None and cost >= best[0]:
            return
        if left == 1:
            last = prefix[-1] - prefix[start]
            if last <= width:
                widths = [prefix[b] - prefix[a] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
                total = cost + (last - ideal) ** 2 * 0.25 + _shape_cost(widths)
                if best is None or total < best[0]:
                    best = (total, cuts)
            return
        for end in ends:
            line = prefix[end] - prefix[start]
            if end <= start:
                continue
            if line > width:
                break
            if line < ideal * 0.5:
                continue
            search(end, left - 1, cost + costs[end] + (line - ideal) ** 2 * 0.25, (*cuts, end))

    search(0, count, 2.0 * count, ())
    if best is None:
        return None
    cuts = best[1]
    return best[0], [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]


def _shape_cost(widths: list[float]) -> float:
    """Nothing for a trapezoid or a diamond; an hourglass, a short line and two equal lines too full cost."""
    cost = 0.0
    if min(widths) < 0.5 * max(widths) or min(widths) < 4:
        cost += 60
    rising = all(a <= b for a, b in pairwise(widths))
    falling = all(a >= b for a, b in pairwise(widths))
    diamond = len(widths) > 2 and max(widths) == max(widths[1:-1])
    if not (rising or falling or diamond):
        cost += 40
    if len(widths) > 2 and max(widths) == min(widths):
        cost += 2  # a rectangle is neither
    cost += sum(3 * (width - _FULL) for width in widths if width > _FULL)
    return cost


def _forced(text: str, width: int) -> list[str]:
    """Nothing may be broken and nothing fits: even lines, cut where they must be."""
    count = -int(-cells(text) // width)
    size = -(-len(text) // count)
    return [text[i : i + size] for i in range(0, len(text), size)]


@lru_cache(maxsize=64)
def _costs(text: str) -> tuple[float, ...]:
    """What it costs to break before each character."""
    costs = [_UNKNOWN] * (len(text) + 1)
    for start, end, known in _segments(text):
        for i in range(start + 1, end):
            costs[i] = _FORBIDDEN if known else _UNKNOWN
        if known:
            costs[start] = min(costs[start], _PLAIN)
            costs[end] = min(costs[end], _PLAIN)
    for i in range(1, len(text)):
        if text[i - 1] in _AFTER:
            costs[i] = _GOOD
        elif any(text.startswith(word, i) for word in _OPENERS) and costs[i] < _UNKNOWN:
            costs[i] = 0.5
        if text[i] in _NEVER_FIRST or text[i - 1] in _NEVER_LAST:
            costs[i] = _FORBIDDEN
    for match in _WHOLE.finditer(text):
        for i in range(match.start() + 1, match.end()):
            costs[i] = _FORBIDDEN
    for start in _names(text):
        costs[start + 1] = _FORBIDDEN
    costs[0] = costs[len(text)] = _GOOD
    return tuple(costs)


def _segments(text: str) -> list[tuple[int, int, bool]]:
    """Words by the longest known one from the left, and the stretches between them."""
    found: list[tuple[int, int, bool]] = []
    position = unknown = 0
    while position < len(text):
        for length in range(min(_LONGEST, len(text) - position), 1, -1):
            if text[position : position + length] in WORDS:
                if unknown < position:
                    found.append((unknown, position, False))
                found.append((position, position + length, True))
                position += length
                unknown = position
                break
        else:
            position += 1
    if unknown < len(text):
        found.append((unknown, len(text), False))
    return found


def _names(text: str) -> list[int]:
    """Where a name of two characters before a role begins: 李明同志."""
    return [
        i - 2
        for role in ROLES
        for i in range(2, len(text))
        if text.startswith(role, i) and text[i - 2] in SURNAMES and text[i - 2 : i] not in WORDS
    ]
