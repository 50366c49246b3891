"""Who signs a mail that encloses a form, however it names what the form does, is not the contact."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from parsers.read import read_message
from tests.builders.programmes import programme

MAILS = {
    "en": "Please find attached the form nominating our technical point of contact.\n\n"
    "John Green\nSecond Secretary, Permanent Mission of Fiji to the United Nations",
    "fr": "Ci-joint le formulaire portant nomination de notre nouveau point de contact technique.\n\n"
    "Awa Diop\nDeuxième secrétaire\nMission permanente du Sénégal auprès des Nations Unies",
    "es": "Se adjunta el formulario con la designación de nuestro punto de contacto técnico.\n\n"
    "Juan Pérez\nSegundo Secretario, Misión Permanente del Paraguay ante las Naciones Unidas",
    "ru": "Направляем форму с назначением нашего технического контактного лица.\n\n"
    "Иванов Петр\nВторой секретарь, Постоянное представительство Республики Беларусь при ООН",
    "ar": "مرفق استمارة ترشيح نقطة الاتصال الفنية الجديدة.\n\n"
    "عمر النسور\nسكرتير ثان، البعثة الدائمة للمملكة الأردنية الهاشمية لدى الأمم المتحدة",
    "zh": "现发去中国新增技术联络人信息表照片，请查收。\n\n王磊\n中国常驻联合国代表团 二秘",
    "pt": "Segue em anexo o formulário de indicação do nosso novo ponto de contato técnico.\n\n"
    "João Silva\nSegundo Secretário, Missão Permanente do Brasil junto às Nações Unidas",
    "de": "Anbei das Formular zur Benennung unserer technischen Kontaktstelle.\n\n"
    "Karl Maier\nZweiter Sekretär, Ständige Vertretung Österreichs bei den Vereinten Nationen",
}


@pytest.mark.parametrize("text", MAILS.values(), ids=list(MAILS))
def test_who_signs_is_nobody_nominated(text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "mission@pm.example", "poc@un.example", "Form"
    mail.set_content(f"{text}\n+1 212 555 0100\n")
    assert read_message(mail.as_bytes(), "1.eml", programme()).submission.contacts == ()
