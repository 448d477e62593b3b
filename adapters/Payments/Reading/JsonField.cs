using System.Globalization;
using System.Text.Json;
using Strangler.Core.Identity;

namespace Strangler.Payments.Reading;

/// <summary>One field of a body, there or not; asking for what it is not is noted and gives something empty.</summary>
internal readonly struct JsonField(JsonBody body, JsonElement? value, string path)
{
    private const int LongestId = 60;
    private const int LongestText = 400;

    public bool IsMissing => value is not { ValueKind: not JsonValueKind.Null };

    public string Raw => value?.GetRawText() ?? "";

    public JsonField this[string name] => new(
        body,
        value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out JsonElement found)
            ? found : null,
        path.Length == 0 ? name : $"{path}.{name}");

    /// <summary>Each of a list; a longer one than the limit is a problem.</summary>
    public IReadOnlyList<JsonField> Items(int most)
    {
        if (value is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > most)
        {
            body.Note(path, IsMissing ? "is missing" : $"is not a list of at most {most}");
            return [];
        }

        List<JsonField> fields = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            fields.Add(new JsonField(body, item, $"{path}[{fields.Count}]"));
        }

        return fields;
    }

    /// <summary>Printable ASCII without spaces, as numbers of charges are.</summary>
    public string Id(int most = LongestId)
    {
        string text = Text();
        return text.Length is > 0 && text.Length <= most && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? text : Wrong($"is not 1 to {most} printable characters");
    }

    public string? IdOrNull(int most = LongestId) => IsMissing ? null : Id(most);

    /// <summary>Digits that may also stand as a number of any length: none of them is lost.</summary>
    public string DigitsOrId(int most = LongestId)
    {
        if (value is not { ValueKind: JsonValueKind.Number })
        {
            return Id(most);
        }

        string raw = Raw;
        return raw.Length <= most && raw.All(char.IsAsciiDigit) ? raw : Wrong("is not a whole number");
    }

    public string? DigitsOrIdOrNull(int most = LongestId) => IsMissing ? null : DigitsOrId(most);

    public string? TextOrNull(int most) => IsMissing ? null : Text(most);

    public string Text() => Text(LongestText);

    private string Text(int most)
    {
        if (value is not { ValueKind: JsonValueKind.String } text)
        {
            return Wrong(IsMissing ? "is missing" : "is not text");
        }

        try
        {
            string read = text.GetString()!;
            return read.Length <= most ? read : Wrong($"is longer than {most}");
        }
        catch (InvalidOperationException)
        {
            return Wrong("is not text in Unicode");
        }
    }

    public bool Flag()
    {
        if (value is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag)
        {
            return flag.GetBoolean();
        }

        body.Note(path, IsMissing ? "is missing" : "is not true or false");
        return false;
    }

    public long Whole()
    {
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long whole))
        {
            return whole;
        }

        Wrong(IsMissing ? "is missing" : "is not a whole number");
        return 0;
    }

    public string Currency()
    {
        string text = Text();
        return text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? text : Wrong("is not a currency");
    }

    /// <summary>A whole number of centavos above zero.</summary>
    public Money Centavos()
    {
        string raw = Raw;
        return value is { ValueKind: JsonValueKind.Number } && raw.All(char.IsAsciiDigit)
            ? Above(ExactAmount.Centavos(raw, 0))
            : NoMoney("is not a whole number of centavos");
    }

    /// <summary>A number of pesos above zero with no part of a centavo.</summary>
    public Money Pesos() => value is { ValueKind: JsonValueKind.Number }
        ? Above(ExactAmount.Centavos(Raw, 2)) : NoMoney("is not a number of pesos");

    /// <summary>Pesos as text or as a number.</summary>
    public Money PesosOrText() => value is { ValueKind: JsonValueKind.String }
        ? Above(ExactAmount.CentavosOfText(Text())) : Pesos();

    public DateTimeOffset Seconds() => Instant(1000);

    public DateTimeOffset Milliseconds() => Instant(1);

    /// <summary>ISO 8601 with an offset, or Z.</summary>
    public DateTimeOffset Iso()
    {
        string text = Text();
        if (text.Length >= 20 && (text[^1] == 'Z' || text[^6] is '+' or '-' || text[^5] is '+' or '-')
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            && instant.Year >= 2000)
        {
            return instant;
        }

        Wrong("is not an instant with its offset");
        return default;
    }

    /// <summary>Notes a problem of whoever reads more into it.</summary>
    public void Refuse(string problem) => body.Note(path, problem);

    private DateTimeOffset Instant(long unit)
    {
        const long from = 946_684_800_000; // the year 2000
        const long to = 4_102_444_800_000; // the year 2100
        long count = Whole();
        if (count >= from / unit && count <= to / unit)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(count * unit);
        }

        Wrong("is not an instant");
        return DateTimeOffset.UnixEpoch;
    }

    private Money Above(long? centavos) => centavos is > 0
        ? new Money(centavos.Value)
        : NoMoney(centavos is null ? "is not an exact amount" : "is not above zero");

    private Money NoMoney(string problem)
    {
        Wrong(IsMissing ? "is missing" : problem);
        return Money.Zero;
    }

    private string Wrong(string problem)
    {
        body.Note(path, problem);
        return "";
    }
}
