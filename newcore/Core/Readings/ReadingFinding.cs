using System.Globalization;

namespace Strangler.Core.Readings;

/// <summary>A remark on the readings of a period.</summary>
/// <param name="Meter">0 where no meter is meant.</param>
public sealed record ReadingFinding(ReadingFindingCode Code, int Meter, string Detail)
{
    public override string ToString() => Meter == 0
        ? $"{Code}: {Detail}" : string.Create(CultureInfo.InvariantCulture, $"{Code}, meter {Meter}: {Detail}");
}
