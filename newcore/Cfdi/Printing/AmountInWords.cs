using System.Globalization;
using System.Text;

namespace Strangler.Cfdi.Printing;

/// <summary>Amounts in Spanish words, as bills and cheques have them: MIL CIENTO SESENTA PESOS 00/100 M.N.</summary>
public static class AmountInWords
{
    /// <summary>More is written in digits.</summary>
    public const decimal Most = 999_999_999_999.99m;

    private const int Thousand = 1000;
    private const int Million = 1_000_000;

    private static readonly string[] Small =
    [
        "CERO", "UN", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE", "DIEZ", "ONCE", "DOCE",
        "TRECE", "CATORCE", "QUINCE", "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE", "VEINTE", "VEINTIÚN",
        "VEINTIDÓS", "VEINTITRÉS", "VEINTICUATRO", "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE", "VEINTIOCHO",
        "VEINTINUEVE",
    ];

    private static readonly string[] Tens =
        ["", "", "", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA"];

    private static readonly string[] Hundreds =
    [
        "", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS",
        "OCHOCIENTOS", "NOVECIENTOS",
    ];

    /// <param name="pesos">Not below zero; rounded to centavos, half a centavo up.</param>
    public static string Of(decimal pesos)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pesos);
        decimal rounded = decimal.Round(pesos, 2, MidpointRounding.AwayFromZero);
        long whole = (long)decimal.Truncate(rounded);
        int centavos = (int)((rounded - whole) * 100);
        string words = rounded > Most ? whole.ToString("N0", CultureInfo.InvariantCulture) : Words(whole);
        // "De" after round millions: UN MILLÓN DE PESOS.
        string of = whole >= Million && whole % Million == 0 ? " DE" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{words}{of} {(whole == 1 ? "PESO" : "PESOS")} {centavos:00}/100 M.N.");
    }

    private static string Words(long whole)
    {
        if (whole == 0)
        {
            return Small[0];
        }

        StringBuilder words = new();
        long millions = whole / Million;
        if (millions > 0)
        {
            words.Append(UpToMillion((int)millions)).Append(millions == 1 ? " MILLÓN" : " MILLONES");
        }

        if (whole % Million > 0)
        {
            words.Append(words.Length > 0 ? " " : "").Append(UpToMillion((int)(whole % Million)));
        }

        return words.ToString();
    }

    private static string UpToMillion(int number)
    {
        int thousands = number / Thousand;
        string head = thousands switch
        {
            0 => "",
            1 => "MIL",
            _ => UpToThousand(thousands) + " MIL",
        };
        string tail = number % Thousand == 0 ? "" : UpToThousand(number % Thousand);
        return head.Length > 0 && tail.Length > 0 ? $"{head} {tail}" : head + tail;
    }

    private static string UpToThousand(int number)
    {
        if (number == 100)
        {
            return "CIEN";
        }

        string head = Hundreds[number / 100];
        int rest = number % 100;
        string tail = rest == 0 ? ""
            : rest < Small.Length ? Small[rest]
            : rest % 10 == 0 ? Tens[rest / 10]
            : $"{Tens[rest / 10]} Y {Small[rest % 10]}";
        return head.Length > 0 && tail.Length > 0 ? $"{head} {tail}" : head + tail;
    }
}
