using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.Architecture;

public sealed class GlossaryTests
{
    private const string Sample = """
        | AquaCIS | English | Meaning |
        |---|---|---|
        | contrato | contract | supply agreement |
        | punto de servicio | service point | where water arrives |
        | año, anyo | year | of billing |
        """;

    private static readonly string Glossary = File.ReadAllText(Path.Combine(Repository.Root, "docs", "glossary.md"));

    private static readonly string[] Operations =
        [.. ContractCatalog.AquaCis.Operations.Select(operation => operation.Name)];

    [Fact]
    public void Outside_the_adapters_identifiers_are_English()
    {
        GlossaryRule rule = new(Glossary, Operations);
        Breaches.AssertNone(SourceTree.Code.SelectMany(rule.Check));
    }

    [Theory]
    [InlineData("ContratoNumber")]
    [InlineData("openContratos")]
    [InlineData("find_by_contrato")]
    [InlineData("PuntoServicioId")]
    [InlineData("PuntoDeServicio")]
    [InlineData("Año")]
    [InlineData("GetContratoHandler")]
    [InlineData("LAST_ANYO")]
    public void A_Spanish_term_in_an_identifier_is_found(string identifier) =>
        Assert.Single(Check("gateway/Gateway/A.cs", $"var {identifier} = 1;"));

    [Theory]
    [InlineData("ContractNumber")]
    [InlineData("Contratonic")]
    public void An_English_word_passes(string identifier) =>
        Assert.Empty(Check("gateway/Gateway/A.cs", $"var {identifier} = 1;"));

    [Fact]
    public void A_test_may_be_named_after_an_operation()
    {
        Assert.Empty(Check("tests/Unit/A.cs", "void A_getContrato_of_nobody_is_refused() { IsGetContrato(); }"));
        Assert.Single(Check("tests/Unit/A.cs", "void A_getContrato_of_a_contrato() { }"));
    }

    [Fact]
    public void Literals_comments_and_adapters_may_say_it()
    {
        Assert.Empty(Check("gateway/Gateway/A.cs", "var name = \"contrato\"; // contrato\n"));
        Assert.Empty(Check("adapters/AquaCis/A.cs", "var contrato = 1;"));
    }

    [Fact]
    public void Each_term_stands_in_one_row_with_an_English_word_and_a_meaning()
    {
        IReadOnlyList<GlossaryRow> rows = GlossaryRow.Read(Glossary);
        Assert.True(rows.Count >= 40, $"{rows.Count} rows");
        Assert.Distinct(rows.SelectMany(row => row.Terms));
        Assert.All(rows, row => Assert.True(row.English.Length > 0 && row.Meaning.Length > 0, row.Terms[0]));
    }

    [Fact]
    public void A_row_without_its_three_cells_is_refused() =>
        Assert.Throws<FormatException>(() => GlossaryRow.Read(Sample + "\n| tarifa | tariff |"));

    private static IEnumerable<string> Check(string path, string code) =>
        new GlossaryRule(Sample, ["getContrato"]).Check(new SourceFile(path, code));
}
