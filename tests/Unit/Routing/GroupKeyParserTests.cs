using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.Routing;

public sealed class GroupKeyParserTests
{
    private static readonly RecordType Debt =
        (RecordType)Request.Operation("getContratoPorContratoConDeuda").Request.Type;

    [Fact]
    public void A_key_has_a_kind_and_a_path() => Assert.Equal(
        "Contract entrada/contrato", GroupKeyParser.Parse(["contract=entrada/contrato"], Debt)[0].ToString());

    [Fact]
    public void A_key_may_have_a_condition() => Assert.Equal(
        "Contract entrada/contrato[sociedad=1]",
        GroupKeyParser.Parse(["contract=entrada/contrato[sociedad=1]"], Debt)[0].ToString());

    [Theory]
    [InlineData("contract=entrada/contract")]
    [InlineData("contract=entrada")]
    [InlineData("contract=entrada/contrato/more")]
    [InlineData("meter=entrada/contrato")]
    [InlineData("contract=entrada/contrato[nothing=1]")]
    [InlineData("contract")]
    public void A_key_that_leads_nowhere_is_a_mistake(string word) =>
        Assert.Throws<FormatException>(() => GroupKeyParser.Parse([word], Debt));

    [Fact]
    public void An_empty_list_of_keys_is_a_mistake() =>
        Assert.Throws<FormatException>(() => GroupKeyParser.Parse([], Debt));
}
