using System.Globalization;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>get-contract-info: exact tags, split on <c>&lt;Consumo&gt;</c>.</summary>
[Collection(ProductCollection.Name)]
public sealed class ExactTagReadingTests(RunningProduct product)
{
    /// <summary>This consumer asks for explotacion 12, whatever the contract.</summary>
    private static SampleContract Contract =>
        SampleExtract.Committed.Contracts.First(contract => contract.ServiceArea == 12);

    [Fact]
    public async Task Consumption_is_split_on_a_tag_without_attributes()
    {
        ExactTagReply reply = new(await ConsumerCalls.SendAsync(product, "getConsumos__get-contract-info", Contract));
        IReadOnlyList<string> parts = reply.Split("Consumo");

        Assert.Equal(Contract.Periods, parts.Count);
        Assert.Equal(
            Contract.NewestConsumption.ToString(CultureInfo.InvariantCulture),
            ExactTagReply.Between(parts[0], "metrosCubicos"));
        Assert.All(parts, part => Assert.NotNull(ExactTagReply.Between(part, "año")));
        Assert.All(parts, part => Assert.NotNull(ExactTagReply.Between(part, "fechaLectura")));
    }

    [Fact]
    public async Task The_period_is_unescaped_into_angle_brackets()
    {
        ExactTagReply reply = new(await ConsumerCalls.SendAsync(product, "getConsumos__get-contract-info", Contract));
        string newest = ExactTagReply.Between(reply.Split("Consumo")[0], "periodo")!;

        Assert.DoesNotContain('<', newest);
        Assert.Equal("<JUN> - <JUN>", ExactTagReply.Unescape(newest));
    }
}
