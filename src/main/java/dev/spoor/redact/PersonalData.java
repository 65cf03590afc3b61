package dev.spoor.redact;

import java.util.List;

/** What names a person; only looked for in {@link RedactionMode#STRICT}. */
final class PersonalData {
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /** The countries of the IBAN registry. */
  private static final List<String> COUNTRIES =
      List.of(
          ("AD AE AL AT AZ BA BE BG BH BI BR BY CH CR CY CZ DE DJ DK DO EE EG ES FI FK FO FR GB GE GI"
                  + " GL GR GT HN HR HU IE IL IQ IS IT JO KW KZ LB LC LI LT LU LV LY MC MD ME MK MN MR"
                  + " MT MU NI NL NO OM PK PL PS PT QA RO RS RU SA SC SD SE SI SK SM SO ST SV TL TN TR"
                  + " UA VA VG XK YE")
              .split(" "));

  static final List<RedactionRule> ALL =
      List.of(
          RedactionRule.of(
              "email",
              List.of("@"),
              Start.MAIL_NAME,
              "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}\\.[A-Za-z]{2,24}\\b",
              Check.MAIL,
              "write to ada.lovelace+work@mail.example.org please",
              "git@github.com:a/b.git, npm i react@19.1.0, @Override"),
          RedactionRule.of(
              "credit-card",
              DIGITS,
              Start.NUMBER,
              "(?:3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}"
                  + "|[2-6][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)\\b",
              Check.LUHN,
              "card 4111" + " 1111 1111 1111 ",
              "build 4111 1111 1111 1112 "),
          RedactionRule.of(
              "iban",
              COUNTRIES,
              Start.WORD,
              "[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b",
              Check.IBAN,
              "to DE89" + " 3704 0044 0532 0130 00 today",
              "to DE88 3704 0044 0532 0130 00 today"),
          RedactionRule.of(
              "phone",
              List.of("+", "(", "0", "2", "3", "4", "5", "6", "7", "8", "9"),
              Start.NUMBER,
              "(?:\\+[1-9][0-9]{0,2}[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?[0-9]{1,5}(?:[ .-]?[0-9]{2,5}){1,4}"
                  + "|\\([2-9][0-9]{2}\\) ?[2-9][0-9]{2}-[0-9]{4}"
                  + "|[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4})\\b",
              Check.PHONE,
              "call +49 30 1234567 or",
              "took +12345 ms, 2026-07-28, 192-168-1000"),
          RedactionRule.of(
              "us-social-security-number",
              DIGITS,
              Start.NUMBER,
              "[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}\\b",
              Check.SOCIAL_SECURITY,
              "ssn 219-" + "09-9999.",
              "on 000-12-3456."));

  private PersonalData() {}
}
