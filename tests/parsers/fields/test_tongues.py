"""The language of a text that is in none of the languages that have a large lexicon."""

import pytest

from parsers.fields.language import language_of

NOTES = {
    "it": "La Missione Permanente porge i suoi complimenti all’Ufficio e ha l’onore di comunicare i nomi dei due referenti.",
    "tr": "Daimi Temsilcilik, Ofise saygılarını sunar ve aşağıda adı geçen görevlilerin bu konuda belirlendiğini bildirir; bu "
    "vesileyle saygılarını yineler ve bilgi için teşekkür eder.",
    "id": "Perutusan Tetap menyampaikan salam hormatnya kepada Kantor dan dengan hormat memberitahukan pejabat yang ditunjuk.",
    "nl": "De Permanente Vertegenwoordiging biedt het Bureau haar complimenten aan en heeft de eer de namen mede te delen.",
    "pl": "Stałe Przedstawicielstwo przesyła wyrazy szacunku Biuru i ma zaszczyt poinformować o wyznaczeniu osób do kontaktów.",
    "ro": "Misiunea Permanentă prezintă complimentele sale Biroului și are onoarea de a comunica numele persoanelor de contact.",
    "cs": "Stálá mise projevuje úctu Úřadu a má čest oznámit, že pro tento účel byly určeny dvě osoby, které jsou uvedeny níže.",
    "sv": "Ständiga representationen framför sin högaktning och har äran att meddela att följande personer har utsetts.",
    "no": "Den faste delegasjonen fremfører sine hilsener og har den ære å meddele at følgende personer er utpekt av regjeringen.",
    "sw": "Ubalozi wa Kudumu unatoa salamu zake kwa Ofisi na una heshima ya kuarifu kwamba maafisa hawa wameteuliwa kwa kazi hiyo.",
    "bg": "Постоянното представителство поднася своите почитания на Службата и има честта да съобщи, че са определени две лица.",
    "sr": "Стална мисија изражава своје поштовање Канцеларији и има част да обавести да су следећа лица именована за контакт.",
    "uk": "Постійне представництво засвідчує свою повагу Управлінню та має честь повідомити, що призначено таких контактних осіб.",
    "mn": "Байнгын төлөөлөгчийн газар хүндэтгэл илэрхийлж, дараах хүмүүсийг томилсныг энэхүү нотоор мэдэгдэж байна.",
    "fa": "نمایندگی دائم با تقدیم احترام به دفتر به اطلاع می‌رساند که افراد زیر از این تاریخ به عنوان نقاط تماس معرفی می‌شوند.",
    "ur": "مستقل مشن دفتر کو سلام پیش کرتا ہے اور یہ اطلاع دیتا ہے کہ درج ذیل افراد کو رابطے کے لیے نامزد کیا گیا ہے۔",
    "lo": "ຄະນະຜູ້ແທນຖາວອນ ປະຈຳອົງການສະຫະປະຊາຊາດ",
    "km": "បេសកកម្មអចិន្ត្រៃយ៍ប្រចាំអង្គការសហប្រជាជាតិ",
    "ne": "स्थायी नियोगले कार्यालयलाई अभिवादन गर्दछ र यस कामको लागि दुई जनालाई तोकिएको छ।",
}


@pytest.mark.parametrize(("told", "text"), NOTES.items())
def test_a_note_is_in_the_language_of_its_commonest_words(told: str, text: str) -> None:
    assert language_of(text) == told
