"""Documents and queries with the answers that a person would expect: a regression set, not a benchmark.

All of it is invented.
"""

from datetime import UTC, datetime

from kyodo.kernel.search.sources import Document

SYNONYMS = ("町内会、町会、自治会", "助成金、補助金", "NPO、特定非営利活動法人、NPO法人")
READINGS = (("川平", "かわだいら"), ("愛子", "あやし"))


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


DOCUMENTS = (
    Document("place", "center", "市民活動サポートセンター", "しみんかつどうさぽーとせんたー", "研修室や印刷機を使えます。団体の相談にも応じます。", "/p/center/", {"area": ["青葉"]}),
    Document("place", "kawadaira", "川平市民センター", "", "会議室と和室があります。駐車場は10台分です。", "/p/kawadaira/", {"area": ["青葉"]}),
    Document("place", "izumi", "泉中央コミュニティ広場", "", "屋外の広場です。打合せの机もあります。", "/p/izumi/", {"area": ["泉"]}),
    Document("place", "library", "若林図書館", "わかばやしとしょかん", "読み聞かせの部屋があります。", "/p/library/", {"area": ["若林"]}),
    Document("place", "ayashi", "愛子公民館", "", "調理室を借りられます。", "/p/ayashi/", {"area": ["青葉"]}),
    Document("group", "katahira", "片平地区連合町内会", "かたひらちくれんごうちょうないかい", "清掃と防災訓練を毎月行っています。", "/g/katahira/", {"area": ["青葉"], "field": ["防災"]}),
    Document("group", "omachi", "大町自治会", "", "夏祭りと見守りを続けています。", "/g/omachi/", {"area": ["青葉"], "field": ["安全"]}),
    Document("group", "green", "特定非営利活動法人みどりの輪", "", "里山の手入れと花壇づくり。ボランティアを募集中です。", "/g/green/", {"area": ["太白"], "field": ["環境"]}),
    Document("group", "kids", "子供の遊び場をつくる会", "", "公園や空き地で遊び場を開きます。", "/g/kids/", {"area": ["宮城野"], "field": ["子育て"]}),
    Document("group", "kodomo", "子ども食堂ひだまり", "", "月に二回、夕食を出します。", "/g/kodomo/", {"area": ["若林"], "field": ["子育て", "福祉"]}),
    Document("group", "water", "水辺の観察クラブ", "", "川の生き物を調べます。", "/g/water/", {"area": ["太白"], "field": ["環境"]}),
    Document("group", "takahashi", "髙橋音楽会", "", "合唱と演奏の会です。", "/g/takahashi/", {"area": ["泉"], "field": ["文化"]}),
    Document("group", "tokyo", "東京都ふるさと交流会", "", "上京した人の集まりです。", "/g/tokyo/", {"area": ["青葉"], "field": ["文化"]}),
    Document("group", "kyoto", "京都研究会", "", "古い都の町並みを学びます。", "/g/kyoto/", {"area": ["青葉"], "field": ["文化"]}),
    Document("group", "international", "国際交流サークルＷＩＮＤ", "", "外国人住民と日本語で話します。", "/g/international/", {"area": ["青葉"], "field": ["国際"]}),
    Document("group", "walk", "ウォーキング同好会", "", "健康のために歩きます。", "/g/walk/", {"area": ["泉"], "field": ["スポーツ"]}),
    Document("support", "grant", "協働まちづくり推進助成", "", "地域の課題に取り組む団体へ補助金を出します。上限は1,000,000円です。", "/s/grant/", {"field": ["協働"]}, _day(2026, 3, 1)),
    Document("support", "young", "若者チャレンジ助成金", "", "高校生や大学生の企画を応援します。上限は50,000円です。", "/s/young/", {"field": ["教育"]}, _day(2026, 2, 1)),
    Document("support", "expert", "専門家派遣", "せんもんかはけん", "街づくりの専門家を派遣します。", "/s/expert/", {"field": ["協働"]}, _day(2025, 4, 1)),
    Document("support", "insurance", "市民活動補償制度", "", "活動中のけがを補償する保険です。", "/s/insurance/", {"field": ["安全"]}, _day(2024, 4, 1)),
    Document("support", "print", "印刷機の貸し出し", "", "コピー用紙は各自でご用意ください。", "/s/print/", {}, _day(2024, 5, 1)),
    Document("guide", "start", "町内会のはじめ方", "", "規約の作り方と総会の開き方を説明します。", "/h/start/", {}, _day(2023, 4, 1)),
    Document("guide", "corporation", "ＮＰＯ法人の設立手続き", "", "申請から登記までの流れです。", "/h/corporation/", {}, _day(2023, 5, 1)),
    Document("guide", "meeting", "会議の進め方", "", "意見が出やすい打ち合わせの工夫。", "/h/meeting/", {}, _day(2023, 6, 1)),
    Document("guide", "flyer", "チラシの作り方", "", "ﾁﾗｼは余白が大切です。ﾎﾞﾗﾝﾃｨｱ募集の例を載せました。", "/h/flyer/", {}, _day(2023, 7, 1)),
    Document("guide", "accounting", "会計の手引き", "", "領収書の整理と決算書の作り方。", "/h/accounting/", {}, _day(2023, 8, 1)),
    Document("guide", "privacy", "個人情報の取扱い", "", "名簿を作るときの注意。", "/h/privacy/", {}, _day(2023, 9, 1)),
    Document("case", "reiwa", "空き家を居場所に", "", "令和2年に始まり、令和5年に完成しました。", "/c/reiwa/", {"field": ["福祉"]}, _day(2024, 1, 1)),
    Document("case", "heisei", "震災からの花壇づくり", "", "平成23年の震災のあと、平成31年まで続きました。", "/c/heisei/", {"field": ["環境"]}, _day(2020, 1, 1)),
    Document("case", "western", "商店街の夜市", "", "2020年の夏に学生と始めました。", "/c/western/", {"field": ["観光"]}, _day(2021, 1, 1)),
    Document("case", "gannen", "新しい盆踊り", "", "令和元年に若手が企画しました。", "/c/gannen/", {"field": ["文化"]}, _day(2020, 2, 1)),
    Document("case", "water2", "断水のとき助け合う", "", "給水車を待つ列で声をかけ合いました。", "/c/water2/", {"field": ["防災"]}, _day(2019, 1, 1)),
    Document("case", "machi", "街づくりワークショップ", "", "付箋で意見を出しました。", "/c/machi/", {"field": ["協働"]}, _day(2022, 1, 1)),
    Document("event", "disaster", "防災まち歩き", "", "避難所まで歩いて危険な場所を調べます。", "/e/disaster/", {"area": ["宮城野"], "field": ["防災"]}, _day(2026, 5, 1)),
    Document("event", "reading", "絵本の読み聞かせ会", "", "親子で参加できます。", "/e/reading/", {"area": ["若林"], "field": ["子育て"]}, _day(2026, 5, 2)),
    Document("event", "lecture", "ボランティア入門講座", "", "はじめての人のための講座です。", "/e/lecture/", {"area": ["青葉"], "field": ["福祉"]}, _day(2026, 5, 3)),
    Document("event", "english", "English Conversation Salon", "", "Grants for newcomers and volunteers. 申込は3月10日まで。", "/e/english/", {"field": ["国際"]}, _day(2026, 5, 4)),
    Document("event", "cafe", "市民カフェ", "", "サロンのようにくつろいで話す場です。", "/e/cafe/", {"area": ["青葉"]}, _day(2026, 5, 5)),
    Document("event", "bon", "盆踊り大会", "", "町会の広場で踊ります。雨天中止。", "/e/bon/", {"area": ["太白"]}, _day(2026, 8, 1)),
)  # fmt: skip

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
