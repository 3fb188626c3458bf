"""Documents and queries with the answers that a person would expect: a regression set, not a benchmark.

All of it is invented.
"""

from datetime import UTC, datetime

from kyodo.kernel.search.sources import Document

SYNONYMS = ("町内会、町会、自治会", "助成金、補助金", "NPO、特定非営利活動法人、NPO法人")
READINGS = (("川平", "かわだいら"), ("愛子", "あやし"))


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def _document(kind: str, key: str, title: str, body: str, reading: str = "", at: datetime | None = None, **facets: str):
    values = {name: value.split() for name, value in facets.items()}
    return Document(kind, key, title, reading, body, f"/{kind}/{key}/", values, at)


DOCUMENTS = (
    _document(
        "place",
        "center",
        "市民活動サポートセンター",
        "研修室や印刷機を使えます。団体の相談にも応じます。",
        reading="しみんかつどうさぽーとせんたー",
        area="青葉",
    ),
    _document("place", "kawadaira", "川平市民センター", "会議室と和室があります。駐車場は10台分です。", area="青葉"),
    _document("place", "izumi", "泉中央コミュニティ広場", "屋外の広場です。打合せの机もあります。", area="泉"),
    _document(
        "place", "library", "若林図書館", "読み聞かせの部屋があります。", reading="わかばやしとしょかん", area="若林"
    ),
    _document("place", "ayashi", "愛子公民館", "調理室を借りられます。", area="青葉"),
    _document(
        "group",
        "katahira",
        "片平地区連合町内会",
        "清掃と防災訓練を毎月行っています。",
        reading="かたひらちくれんごうちょうないかい",
        area="青葉",
        field="防災",
    ),
    _document("group", "omachi", "大町自治会", "夏祭りと見守りを続けています。", area="青葉", field="安全"),
    _document(
        "group",
        "green",
        "特定非営利活動法人みどりの輪",
        "里山の手入れと花壇づくり。ボランティアを募集中です。",
        area="太白",
        field="環境",
    ),
    _document(
        "group", "kids", "子供の遊び場をつくる会", "公園や空き地で遊び場を開きます。", area="宮城野", field="子育て"
    ),
    _document("group", "kodomo", "子ども食堂ひだまり", "月に二回、夕食を出します。", area="若林", field="子育て 福祉"),
    _document("group", "water", "水辺の観察クラブ", "川の生き物を調べます。", area="太白", field="環境"),
    _document("group", "takahashi", "髙橋音楽会", "合唱と演奏の会です。", area="泉", field="文化"),
    _document("group", "tokyo", "東京都ふるさと交流会", "上京した人の集まりです。", area="青葉", field="文化"),
    _document("group", "kyoto", "京都研究会", "古い都の町並みを学びます。", area="青葉", field="文化"),
    _document(
        "group",
        "international",
        "国際交流サークルＷＩＮＤ",
        "外国人住民と日本語で話します。",
        area="青葉",
        field="国際",
    ),
    _document("group", "walk", "ウォーキング同好会", "健康のために歩きます。", area="泉", field="スポーツ"),
    _document(
        "support",
        "grant",
        "協働まちづくり推進助成",
        "地域の課題に取り組む団体へ補助金を出します。上限は1,000,000円です。",
        field="協働",
        at=_day(2026, 3, 1),
    ),
    _document(
        "support",
        "young",
        "若者チャレンジ助成金",
        "高校生や大学生の企画を応援します。上限は50,000円です。",
        field="教育",
        at=_day(2026, 2, 1),
    ),
    _document(
        "support",
        "expert",
        "専門家派遣",
        "街づくりの専門家を派遣します。",
        reading="せんもんかはけん",
        field="協働",
        at=_day(2025, 4, 1),
    ),
    _document(
        "support",
        "insurance",
        "市民活動補償制度",
        "活動中のけがを補償する保険です。",
        field="安全",
        at=_day(2024, 4, 1),
    ),
    _document("support", "print", "印刷機の貸し出し", "コピー用紙は各自でご用意ください。", at=_day(2024, 5, 1)),
    _document("guide", "start", "町内会のはじめ方", "規約の作り方と総会の開き方を説明します。", at=_day(2023, 4, 1)),
    _document("guide", "corporation", "ＮＰＯ法人の設立手続き", "申請から登記までの流れです。", at=_day(2023, 5, 1)),
    _document("guide", "meeting", "会議の進め方", "意見が出やすい打ち合わせの工夫。", at=_day(2023, 6, 1)),
    _document(
        "guide", "flyer", "チラシの作り方", "ﾁﾗｼは余白が大切です。ﾎﾞﾗﾝﾃｨｱ募集の例を載せました。", at=_day(2023, 7, 1)
    ),
    _document("guide", "accounting", "会計の手引き", "領収書の整理と決算書の作り方。", at=_day(2023, 8, 1)),
    _document("guide", "privacy", "個人情報の取扱い", "名簿を作るときの注意。", at=_day(2023, 9, 1)),
    _document(
        "case",
        "reiwa",
        "空き家を居場所に",
        "令和2年に始まり、令和5年に完成しました。",
        field="福祉",
        at=_day(2024, 1, 1),
    ),
    _document(
        "case",
        "heisei",
        "震災からの花壇づくり",
        "平成23年の震災のあと、平成31年まで続きました。",
        field="環境",
        at=_day(2020, 1, 1),
    ),
    _document("case", "western", "商店街の夜市", "2020年の夏に学生と始めました。", field="観光", at=_day(2021, 1, 1)),
    _document("case", "gannen", "新しい盆踊り", "令和元年に若手が企画しました。", field="文化", at=_day(2020, 2, 1)),
    _document(
        "case",
        "water2",
        "断水のとき助け合う",
        "給水車を待つ列で声をかけ合いました。",
        field="防災",
        at=_day(2019, 1, 1),
    ),
    _document("case", "machi", "街づくりワークショップ", "付箋で意見を出しました。", field="協働", at=_day(2022, 1, 1)),
    _document(
        "event",
        "disaster",
        "防災まち歩き",
        "避難所まで歩いて危険な場所を調べます。",
        area="宮城野",
        field="防災",
        at=_day(2026, 5, 1),
    ),
    _document(
        "event",
        "reading",
        "絵本の読み聞かせ会",
        "親子で参加できます。",
        area="若林",
        field="子育て",
        at=_day(2026, 5, 2),
    ),
    _document(
        "event",
        "lecture",
        "ボランティア入門講座",
        "はじめての人のための講座です。",
        area="青葉",
        field="福祉",
        at=_day(2026, 5, 3),
    ),
    _document(
        "event",
        "english",
        "English Conversation Salon",
        "Grants for newcomers and volunteers. 申込は3月10日まで。",
        field="国際",
        at=_day(2026, 5, 4),
    ),
    _document("event", "cafe", "市民カフェ", "サロンのようにくつろいで話す場です。", area="青葉", at=_day(2026, 5, 5)),
    _document("event", "bon", "盆踊り大会", "町会の広場で踊ります。雨天中止。", area="太白", at=_day(2026, 8, 1)),
)

#: (query, the keys a person would expect). What is beyond is imprecise, what lacks is missed.
QUERIES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (text, frozenset(keys.split()))
    for text, keys in (
        ("町会", "katahira omachi start bon"),
        ("自治会", "katahira omachi start bon"),
        ("ﾎﾞﾗﾝﾃｨｱ", "green flyer lecture"),
        ("ぼらんてぃあ", "green flyer lecture"),
        ("令和2年", "reiwa western"),
        ("2020年", "reiwa western"),
        ("２０２０年", "reiwa western"),
        ("R2年", "reiwa western"),
        ("令和二年", "reiwa western"),
        ("平成23年", "heisei"),
        ("2019年", "heisei gannen"),
        ("水", "water water2"),
        ("ちょうないかい", "katahira omachi start bon"),
        ("けんしゅうしつ", "center"),
        ("しみんかつどう", "center insurance"),
        ("まちづくり", "grant expert machi"),
        ("街づくり", "grant expert machi"),
        ("子ども", "kids kodomo"),
        ("子供", "kids kodomo"),
        ("打ち合わせ", "izumi meeting"),
        ("打合せ", "izumi meeting"),
        ("助成金", "grant young"),
        ("補助金", "grant young"),
        ("NPO", "green corporation"),
        ("特定非営利活動法人", "green corporation"),
        ("かわだいら", "kawadaira"),
        ("川平", "kawadaira"),
        ("あやし", "ayashi"),
        ("高橋", "takahashi"),
        ("髙橋", "takahashi"),
        ("京都", "kyoto"),
        ("東京", "tokyo"),
        ("wind", "international"),
        ("ウオーキング", "walk"),
        ("印刷機", "center print"),
        ("読みきかせ", "library reading"),
        ("読み聞かせ 親子", "reading"),
        ("防災 訓練", "katahira"),
        ("1000000円", "grant"),
        ("5万円", "young"),
        ("volunteer", "english green flyer lecture"),
        ("3月10日", "english"),
        ("盆踊", "gannen bon"),
        ("サロン", "english cafe"),
        ("サポ-トセンター", "center"),
        ("市民活動サポートセンター", "center"),
        ("宇宙船", ""),
        ("研修室を借りたいのですが", "center"),
        ("和室はありますか", "kawadaira"),
        ("じちかい", "katahira omachi start bon"),
        ("まちずくり", "grant expert machi"),
        ("会", "kawadaira katahira omachi kids takahashi tokyo kyoto walk start meeting accounting bon reading"),
    )
)
