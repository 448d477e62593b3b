using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Where the next page begins. It holds the filters, too, and fits no others.</summary>
internal sealed record PageCursor(ContractNumber Contract, IssuedBetween Issued, int Skip)
{
    private const int LongestText = 200;
    private const int MostSkipped = 100_000;

    public string Text() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Plain(Skip)));

    /// <summary>How many of these very items were given already; null for a cursor of anything else.</summary>
    public static int? Read(string text, ContractNumber contract, IssuedBetween issued)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
        {
            return null;
        }

        string plain = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text));
        return int.TryParse(
                plain.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int skip)
            && skip is > 0 and <= MostSkipped && new PageCursor(contract, issued, skip).Plain(skip) == plain
                ? skip
                : null;
    }

    private string Plain(int skip) => string.Create(
        CultureInfo.InvariantCulture,
        $"i1:{Contract.Value}:{Issued.From?.DayNumber}:{Issued.Until?.DayNumber}:{skip}");
}
