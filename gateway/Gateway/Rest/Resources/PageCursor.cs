using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Strangler.Core.Identity;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Where the next page begins. It holds the filters, too, and fits no others.</summary>
/// <param name="List">One letter for what is listed.</param>
internal sealed record PageCursor(char List, ContractNumber Contract, DateOnly? From, DateOnly? Until, int Skip = 0)
{
    private const int LongestText = 200;
    private const int MostSkipped = 100_000;

    /// <summary>The page behind that of <paramref name="count"/> items which begins here.</summary>
    public string Next(int count) => (this with { Skip = Skip + count }).Text();

    /// <summary>Where a caller goes on; null for a cursor of anything else.</summary>
    /// <param name="text">Null for the first page.</param>
    public PageCursor? Read(string? text)
    {
        if (text is null)
        {
            return this;
        }

        if (text.Length > LongestText || !Base64Url.IsValid(text))
        {
            return null;
        }

        string plain = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text));
        return int.TryParse(
                plain.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int skip)
            && skip is > 0 and <= MostSkipped && Plain(skip) == plain
                ? this with { Skip = skip }
                : null;
    }

    private string Text() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Plain(Skip)));

    private string Plain(int skip) => string.Create(
        CultureInfo.InvariantCulture, $"{List}1:{Contract.Value}:{From?.DayNumber}:{Until?.DayNumber}:{skip}");
}
