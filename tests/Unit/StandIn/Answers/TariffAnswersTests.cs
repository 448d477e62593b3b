using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class TariffAnswersTests(SampleBooks sample)
{
    [Fact]
    public async Task The_water_tariff_of_a_contract_is_told_as_recorded()
    {
        Contract contract = sample.First(known => known.TariffType == 1468 && sample.Books.UnpaidOf(known).Count == 0);

        XElement tariff = await TariffOf(contract, FixedClock.AfterTheSample);

        Assert.Equal(
            [$"{contract.ServiceArea}", "1", "1468"], tariff.Element("codigo")!.Elements().Select(part => part.Value));
        Assert.Equal("DOMESTICO ZONA RURAL", tariff.Element("descripcion")!.Value);
        Assert.Equal(
            "2026-02-01T00:00:00.000Z", tariff.Element("publicacion")!.Element("fechaPublicacion")!.Value);
        XElement water = tariff.Element("subconceptos")!.Elements("Subconcepto").First();
        Assert.Equal("Servicio Integral de Agua Potable", water.Element("descripcion")!.Value);
        Assert.Equal(
            ["POLITICA DE FUGA1", "Cantidad / Unidades servidas", "redondea unidades", "Baja Temporal"],
            water.Descendants("Corrector").Select(corrector => corrector.Value));
    }

    [Fact]
    public async Task Its_variables_are_months_in_arrears_last_debt_and_the_carried_rounding()
    {
        Contract contract = sample.First(known => sample.Books.UnpaidOf(known).Count == 2);
        decimal carried = sample.Books.CarriedRounding(contract)!.Value;
        DateOnly due = sample.Books.UnpaidOf(contract)[1].Due;

        XElement tariff = await TariffOf(contract, FixedClock.AfterTheSample);

        XElement[] variables = [.. tariff.Element("variablesContratos")!.Elements("Variable")];
        Assert.Equal(["61", "62", "102"], variables.Select(variable => variable.Element("id")!.Value));
        Assert.Equal(
            ["Nº Meses Adeudo", "Ultima fecha deuda", "Variable Redondeo"],
            variables.Select(variable => variable.Element("descripcion")!.Value));
        Assert.Equal(
            ["2", $"{due.Day}-{due.Month}-{due.Year}", carried.ToString("0.00", CultureInfo.InvariantCulture)],
            variables.Select(variable => variable.Element("valor")!.Value));
        Assert.All(variables, variable => Assert.False(variable.Element("valor")!.HasAttributes));
    }

    [Fact]
    public async Task The_tariff_is_the_one_in_force_on_the_day_of_the_question()
    {
        FixedClock january = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

        XElement tariff = await TariffOf(sample.First(), january);

        Assert.Equal(
            "2025-02-01T00:00:00.000Z", tariff.Element("publicacion")!.Element("fechaPublicacion")!.Value);
    }

    [Fact]
    public async Task Of_every_tariff_only_one_version_is_in_force()
    {
        FixedClock january = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

        XElement reply = await new StandInCaller(sample.Books, january).AskReadings(
            "getTarifasVigente",
            "<explotacion>8</explotacion>"
            + "<tipoConcepto><id1Short>8</id1Short><id2Short>1</id2Short></tipoConcepto>");

        Assert.Equal(
            sample.Books.TariffTypes.Keys.Order().Select(id => $"{id}"),
            reply.Descendants("id3Short").Select(id => id.Value));
    }

    [Fact]
    public async Task A_contract_is_billed_only_for_the_concepts_it_has()
    {
        Contract dry = sample.First(known => !known.Sewerage && known.TariffType != 900);
        Contract full = sample.First(known => known is { Sewerage: true, Treatment: true } && known.TariffType != 900);

        Assert.Equal(["1"], await ConceptsOf(dry));
        Assert.Equal(["1", "2", "3"], await ConceptsOf(full));
    }

    private async Task<IEnumerable<string>> ConceptsOf(Contract contract)
    {
        XElement reply = await new StandInCaller(sample.Books).AskReadings("getConceptoConTarifasDeContrato", contract);
        return reply.Descendants("codigoConcepto").Select(code => code.Element("id2Short")!.Value);
    }

    private async Task<XElement> TariffOf(Contract contract, FixedClock clock)
    {
        StandInCaller caller = new(sample.Books, clock);
        XElement reply = await caller.AskReadings("getTarifaDeAguaPorContrato", contract);
        return reply.Element("getTarifaDeAguaPorContratoReturn")!;
    }
}
