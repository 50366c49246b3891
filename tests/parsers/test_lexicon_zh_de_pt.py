"""The Chinese, German and Portuguese lexicons: nothing is empty, labels ask what they say, and formulae keep apart."""

from __future__ import annotations

import pytest

from parsers.lexicons import lexicon
from parsers.words import label_of

LANGUAGES = ("zh", "de", "pt")

SENTENCES = {
    "zh": {
        "nominate": ("谨提名以下人员担任联络点", "中国政府指定外交部军控司张伟先生为外交联络点"),
        "update": ("技术联络点的电子邮箱已变更为新地址", "请更新上述联络点的电话号码"),
        "withdraw": ("请将其从名录中删除",),
        "confirm": ("名录中的信息保持不变", "确认收到测试邮件"),
        "replace": ("李明先生接替王强先生",),
        "courtesy_opening": ("常驻联合国代表团向联合国裁军事务厅致意",),
        "courtesy_closing": ("顺致最崇高的敬意",),
        "enclose": ("随函附上填妥的表格",),
        "out_of_office": ("我正在休假",),
        "automatic_reply": ("自动回复",),
        "bounce": ("退信通知",),
    },
    "de": {
        "nominate": (
            "Die Ständige Vertretung benennt Frau Anna Huber als technische Kontaktstelle",
            "Die Regierung nominiert folgende Personen",
        ),
        "update": (
            "Die E-Mail-Adresse der Kontaktstelle hat sich geändert",
            "Es wird gebeten, die Angaben zu aktualisieren",
        ),
        "withdraw": ("Es wird ersucht, den Eintrag aus dem Verzeichnis zu streichen",),
        "confirm": ("Die Angaben bleiben unverändert", "Wir bestätigen den Erhalt der Testnachricht"),
        "replace": ("Frau Moser tritt an die Stelle von Herrn Gruber",),
        "courtesy_opening": ("Die Ständige Vertretung beehrt sich, dem Büro für Abrüstungsfragen",),
        "courtesy_closing": ("benützt diesen Anlass, das Büro ihrer ausgezeichneten Hochachtung zu versichern",),
        "enclose": ("Das ausgefüllte Formular ist beigefügt",),
        "out_of_office": ("Ich bin derzeit nicht im Büro",),
        "automatic_reply": ("Automatische Antwort",),
        "bounce": ("Die Nachricht konnte nicht zugestellt werden",),
    },
    "pt": {
        "nominate": (
            "tem a honra de designar a Senhora Ana Lopes como ponto de contacto técnico",
            "O Governo indica as seguintes pessoas como pontos de contato",
        ),
        "update": ("O endereço eletrónico foi alterado", "Solicita-se a atualização dos dados de contacto"),
        "withdraw": (
            "O Senhor Lopes já não exerce as funções de ponto de contacto",
            "Solicita que o seu nome seja removido do diretório",
        ),
        "confirm": ("As informações permanecem inalteradas", "Confirmamos a receção da mensagem de teste"),
        "replace": ("em substituição do Senhor Rui Melo",),
        "courtesy_opening": ("A Missão Permanente apresenta os seus cumprimentos ao Escritório",),
        "courtesy_closing": ("aproveita a oportunidade para renovar os protestos da sua mais elevada consideração",),
        "enclose": ("Segue em anexo o formulário preenchido",),
        "out_of_office": ("Estou fora do escritório",),
        "automatic_reply": ("Resposta automática",),
        "bounce": ("Não foi possível entregar a mensagem",),
    },
}

LABELS = {
    "zh": {
        "国家": "state",
        "联络点类别": "role",
        "姓名": "name",
        "联系人": "name",
        "姓": "family_name",
        "名": "given_name",
        "称谓": "honorific",
        "职务": "position",
        "职称": "position",
        "单位": "institution",
        "工作单位": "institution",
        "地址": "address",
        "电话": "phone",
        "办公电话": "phone",
        "手机": "mobile",
        "手機": "mobile",
        "传真": "fax",
        "傳真": "fax",
        "电子邮箱": "email",
        "邮箱": "email",
        "电邮": "email",
        "電子郵件": "email",
        "E-mail": "email",
        "语言": "languages",
        "工作语言": "languages",
        "生效日期": "effective",
        "备注": "remarks",
        "文号": "reference",
        "日期": "date",
        "主题": "subject",
        "附件": "enclosure",
        "签名": "signature",
    },
    "de": {
        "Staat": "state",
        "Art der Kontaktstelle": "role",
        "Vor- und Nachname": "name",
        "Ansprechpartner": "name",
        "Nachname": "family_name",
        "Vorname": "given_name",
        "Anrede": "honorific",
        "Amtsbezeichnung": "position",
        "Behörde": "institution",
        "Dienststelle": "institution",
        "Abteilung": "department",
        "Referat": "department",
        "Anschrift": "address",
        "Telefon": "phone",
        "Durchwahl": "extension",
        "Handy": "mobile",
        "Natel": "mobile",
        "Fax": "fax",
        "E-Mail-Adresse": "email",
        "Arbeitssprachen": "languages",
        "Erreichbarkeit": "availability",
        "Stellvertreter": "alternate",
        "Gültig ab": "effective",
        "Bemerkungen": "remarks",
        "Aktenzeichen": "reference",
        "GZ": "reference",
        "Datum": "date",
        "Betreff": "subject",
        "Anlage": "enclosure",
        "Unterschrift": "signature",
    },
    "pt": {
        "País": "state",
        "Tipo de ponto de contacto": "role",
        "Nome completo": "name",
        "Apelido": "family_name",
        "Sobrenome": "family_name",
        "Nome próprio": "given_name",
        "Tratamento": "honorific",
        "Cargo": "position",
        "Função": "position",
        "Instituição": "institution",
        "Órgão": "institution",
        "Departamento": "department",
        "Endereço": "address",
        "Morada": "address",
        "Telefone": "phone",
        "Telemóvel": "mobile",
        "Celular": "mobile",
        "Fax": "fax",
        "Correio eletrónico": "email",
        "Correio eletrônico": "email",
        "Línguas de trabalho": "languages",
        "Idiomas": "languages",
        "Disponibilidade": "availability",
        "Suplente": "alternate",
        "Observações": "remarks",
        "Referência": "reference",
        "Data": "date",
        "Assunto": "subject",
        "Anexo": "enclosure",
        "Assinatura": "signature",
    },
}

EXCLUSIVE = ("nominate", "update", "withdraw", "confirm")
ALL_SENTENCES = [
    (tongue, kind, text) for tongue, kinds in SENTENCES.items() for kind, texts in kinds.items() for text in texts
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_of_the_english_lexicon_is_said(language: str) -> None:
    said = lexicon(language)
    assert [kind for kind in lexicon("en").formula_kinds if not said.formula(kind)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_honorifics_and_months_are_filled(language: str) -> None:
    said = lexicon(language)
    assert all(said.role(role) for role in ("diplomatic", "technical", "both", "contact"))
    assert all(said.honorifics[place] for place in ("before_name", "after_name"))
    assert set(said.months.values()) == set(range(1, 13))
    assert {"en", "fr", "es", "ru", "ar", "zh", "de", "pt"} <= set(said.languages.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_single_field_of_a_form_has_a_label(language: str) -> None:
    asked = {code for codes in lexicon(language).labels.values() for code in codes}
    assert {code for code in lexicon("en").data["labels"] if "+" not in code} - asked == set()


@pytest.mark.parametrize(
    ("language", "text", "code"), [(tongue, *pair) for tongue in LANGUAGES for pair in LABELS[tongue].items()]
)
def test_a_label_asks_its_field(language: str, text: str, code: str) -> None:
    for written in (text, f"{text}:", f"1. {text}：", f"{text} *"):
        label = label_of(written, [language])
        assert label is not None, written
        assert label.codes[0] == code, written


@pytest.mark.parametrize(("language", "kind", "text"), ALL_SENTENCES)
def test_a_sentence_is_known_by_its_own_formula(language: str, kind: str, text: str) -> None:
    assert lexicon(language).formula(kind).stands_in(text)


@pytest.mark.parametrize(("language", "kind", "text"), [case for case in ALL_SENTENCES if case[1] in EXCLUSIVE])
def test_what_is_asked_is_not_taken_for_another_request(language: str, kind: str, text: str) -> None:
    others = [other for other in EXCLUSIVE if other != kind and lexicon(language).formula(other).stands_in(text)]
    assert others == []
