using System.Text.Json;
using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

public sealed class TokenIdentifierTests
{
    [Fact]
    public void Published_identifiers_are_the_minutes_since_the_base_date()
    {
        foreach (JsonElement vector in JsonDocument.Parse(File.ReadAllText(Repository.Shared("meters/sts_tid.json")))
            .RootElement.GetProperty("vectors").EnumerateArray())
        {
            DateTimeOffset at = DateTimeOffset.Parse(vector.GetProperty("datetime").GetString() + "Z", null);
            int identifier = vector.GetProperty("tid").GetInt32();
            Assert.Equal(identifier, TokenIdentifier.Of(at, TokenBase.Year1993));
            Assert.Equal(at, TokenIdentifier.InstantOf(identifier, TokenBase.Year1993));
        }
    }

    [Theory]
    [InlineData("2013-12-31T23:59:59Z", null)]
    [InlineData("2014-01-01T00:00:59Z", 0)]
    [InlineData("2045-11-24T20:15:59Z", 16_777_215)]
    [InlineData("2045-11-24T20:16:00Z", null)]
    public void Twenty_four_bits_hold_the_minutes_from_a_base_date_on(string at, int? identifier) =>
        Assert.Equal(identifier, TokenIdentifier.Of(DateTimeOffset.Parse(at, null), TokenBase.Year2014));

    [Theory]
    [InlineData(-1)]
    [InlineData(1 << 24)]
    public void What_is_no_identifier_has_no_instant(int identifier) =>
        Assert.Null(TokenIdentifier.InstantOf(identifier, TokenBase.Year2035));
}
