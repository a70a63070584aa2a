"""Clean lists in many languages and scripts, in words of our own."""

_LINES = {
    "french": """
- [Élagage des réseaux](https://example.org/elagage) - à lire, déjà cité
- **Où va la quantification ?** par François Lefèvre et Zoé Noël
- L’œuvre complète « à l’été » coûte 12 €, c’est très cher…
- Une méthode légère pour évaluer les modèles en français""",
    "german": """
- [Über Maße und Größen](https://example.org/masse) - für später
- **Spärliche Netze: Übersicht** von Jörg Müller und Käthe Groß
- Die „Lösung“ heißt schlicht: weniger Gewichte – größere Wirkung
- Straße, Äpfel, Öl und Übermut: vier Wörter für ein Prüfstück""",
    "spanish": """
- [Compresión de modelos](https://example.org/compresion) - ¿qué más?
- **Destilación rápida** de José Núñez, Íñigo Peña y María Gómez
- ¡Atención! Solo está en español; el año próximo habrá traducción
- Un corazón pequeño, una montaña y también un pingüino""",
    "portuguese": """
- [Inferência em telefones](https://example.org/inferencia) - não é difícil
- **Redução de memória** por João Conceição e Inês Simões
- A atenção é tudo, mas o coração também; são três lições
- Avó e avô têm opiniões próprias sobre codificação""",
    "polish": """
- [Żółta gęś i jaźń](https://example.org/zolta) - świetny tekst
- **Kwantyzacja źródeł** – Małgorzata Śliwińska, Łukasz Żak
- Proszę zażółcić gęślą jaźń, później wyłączyć światło
- Książka o sieciach: część pierwsza, druga i piąta""",
    "czech": """
- [Příliš žluťoučký kůň](https://example.org/kun) - úpěl ďábelské ódy
- **Řídké sítě** od Jiřího Dvořáka a Šárky Černé
- Měření rychlosti na běžném počítači, část třetí
- Nejmenší možný model ještě stačí""",
    "turkish": """
- [Küçük modeller](https://example.org/kucuk) - çok hızlı, ışık gibi
- **Öğrenme ve Şifreleme** yazan: Gülşen Çağlar, İlker Öztürk
- Ağırlıkları azaltmak için güçlü yöntemler
- Düşük bitli sayılar üzerine bir çalışma""",
    "hungarian": """
- [Könnyű modellek](https://example.org/konnyu) - árvíztűrő tükörfúrógép
- **Gyors következtetés**: Szőke Ödön és Erdős Ágnes
- Kevés memória, nagy teljesítmény, olcsó működés
- Őszi gyűjtemény: öt új cikk""",
    "russian": """
- [Сжатие больших моделей](https://example.org/szhatie) - обзор, часть 1
- **Быстрый вывод на телефоне** — Анна Иванова, Пётр Кузнецов
- «Внимание» — это ещё не всё, нужны хорошие данные
- Список статей за прошлый год""",
    "ukrainian": """
- [Малі моделі](https://example.org/mali) - їхня будова і ґрунтовний огляд
- **Швидке навчання** — Олена Ковальчук, Ігор Шевчук
- Єдине джерело знань про стиснення
- Ні, це ще не кінець: є інші шляхи""",
    "greek": """
- [Μικρά μοντέλα](https://example.org/mikra) - μια σύντομη επισκόπηση
- **Γρήγορη εξαγωγή συμπερασμάτων** από Ελένη Παπαδοπούλου
- Η προσοχή είναι το παν· τα υπόλοιπα έπονται
- Ένα άρθρο για τη μνήμη και τον χρόνο""",
    "arabic": """
- [ضغط النماذج الكبيرة](https://example.org/daght) - مقال قصير
- **الاستدلال السريع على الهاتف** بقلم ليلى حسن، وعمر سعيد
- الانتباه ليس كل شيء؛ نحتاج إلى بيانات جيدة
- قائمة أوراق هذا العام""",
    "hebrew": """
- [דחיסת מודלים](https://example.org/dhisa) - סקירה קצרה
- **הסקה מהירה בטלפון** מאת נועה לוי ויואב כהן
- תשומת לב היא לא הכול, צריך גם נתונים טובים
- רשימת מאמרים מן השנה שעברה""",
    "dhivehi": """
- [ކުޑަ މޮޑެލް](https://example.org/kuda) - ކުރު ތަޢާރަފެއް
- **ފޯނުގައި އަވަސް ނަތީޖާ** އަހުމަދު، މަރިޔަމް
- ސަމާލުކަން އެއީ ހުރިހާ އެއްޗެއް ނޫން
- މި އަހަރުގެ ލިޔުންތައް""",
    "hindi": """
- [छोटे मॉडल](https://example.org/chhote) - एक संक्षिप्त परिचय
- **तेज़ अनुमान** लेखक: मीरा शर्मा, अर्जुन वर्मा
- ध्यान ही सब कुछ नहीं है, अच्छे आँकड़े भी चाहिए
- इस वर्ष के लेखों की सूची""",
    "thai": """
- [โมเดลขนาดเล็ก](https://example.org/lek) - บทนำสั้น ๆ
- **การอนุมานที่รวดเร็ว** โดย สมชาย ใจดี และ มาลี สุขใจ
- ความใส่ใจไม่ใช่ทุกอย่าง ต้องมีข้อมูลที่ดีด้วย
- รายการบทความของปีนี้""",
    "vietnamese": """
- [Nén mô hình ngôn ngữ](https://example.org/nen) - tổng quan ngắn gọn
- **Suy luận nhanh trên điện thoại** của Nguyễn Thị Hương, Trần Đức
- Chú ý không phải là tất cả, cũng cần dữ liệu tốt
- Danh sách bài báo năm nay, sắp xếp theo tên""",
    "chinese": """
- [大模型压缩综述](https://example.org/yasuo) - 值得一读，分三部分
- **手机上的快速推理** 作者：王小明、李雷
- 注意力并不是一切；好的数据同样重要（见第 2 节）
- 今年的论文清单，按主题排列""",
    "chinese_words": """
- [Tricks for 微调 on one card](https://example.org/weitiao) 知乎
- [Serving at scale](https://example.org/serving) 路 解析
- [Long context](https://example.org/context) 讲解 bilibili
- [KV cache](https://example.org/cache) 图 3""",
    "taiwanese": """
- [大型語言模型的壓縮](https://example.org/yasuo) - 值得一讀
- **手機上的快速推論** 作者：陳美玲、林志豪
- 注意力並不是一切，資料品質也很重要
- 今年的論文清單，依主題排列""",
    "japanese": """
- [小さなモデルの作り方](https://example.org/tsukurikata) - 入門編
- **スマートフォンでの高速推論** 著者：佐藤花子、鈴木一郎
- 注意だけがすべてではない。良いデータも必要です
- 今年の論文リスト「圧縮」と「蒸留」""",
    "korean": """
- [작은 모델 만들기](https://example.org/jageun) - 짧은 소개
- **휴대폰에서의 빠른 추론** 지은이: 김하늘, 이바다
- 주의가 전부는 아니다, 좋은 데이터도 필요하다
- 올해의 논문 목록""",
    "emoji": """
- 🌟 [Featured](https://example.org/featured) 🤗 and 𝕏
- [Fire 🔥](https://example.org/fire) 🏆 for the 👩‍🔬 of the year
- :clapper: [Watch ▶️](https://example.org/watch) ✅ ❤️ ⭐
- [Thumbs 👍🏽](https://example.org/thumbs) → ☕ 🇫🇷""",
    "mathematics": """
- [On √π and ∑ aᵢ²](https://example.org/sum) ≤ ∞, x ∈ ℝⁿ
- **Bounds: ‖W‖₂ ≠ 0** ∀ε > 0 ∃δ: |x − y| < δ
- The 4×4 case, ±0.5 % at 20 °C, Ω(n²) steps
- ∂L/∂θ ≈ ∇f(θ) · Δ, λ → 0⁺""",
    "boxes": """
```
├── models
│   └── small ─┐
╔══════╗     ┌─┴─┐
║ List ║ ──▶ │ ▒ │
╚══════╝     └───┘
```
- [Trees](https://example.org/trees) █▓▒░""",
    "typography": """
- [It’s “quoted” – really…](https://example.org/quoted) • § 5 ¶ 2
- **Naïve café** — Zoë’s résumé, 5′ 3″, ©2024, ™, £10
- A · B · C ‹single› «double» ‚low‘ „low“
- Soft­hyphen and non breaking ½ ¼""",
}

CLEAN = {name: f"# Liste\n{lines}\n" for name, lines in _LINES.items()}
LINES = [line for lines in _LINES.values() for line in lines.strip().split("\n")]
