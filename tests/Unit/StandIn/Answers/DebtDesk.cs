using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

/// <summary>A contract with debts, and how the debt service is asked about it.</summary>
internal static class DebtDesk
{
    public static readonly XNamespace Namespace = "http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/";

    /// <summary>Noon in Querétaro; in UTC it is the same day.</summary>
    public static readonly FixedClock OnTheDueDayOfFebruary = new(
        new DateTimeOffset(2026, 3, 18, 18, 0, 0, TimeSpan.Zero));

    /// <summary>Contract 1 owes 50.50 of January, overdue, and 200 of February, due on 18 March.</summary>
    public static async Task<LegacyBooks> Owing()
    {
        using ExtractBuilder extract = A.Extract().Contract(1)
            .Invoice(10, 1, 1, "100.50").Payment(1, 10, "50").Invoice(11, 1, 2, "200", tax: "27.59");
        return await extract.LoadAsync();
    }

    public static StandInCaller CallerOf(LegacyBooks books) => new(books, OnTheDueDayOfFebruary);

    public static Task<XElement> Ask(LegacyBooks books, string operation, string fields) =>
        CallerOf(books).Ask(ServicePaths.Debt, operation, fields);

    public static async Task<string> DebtToldBy(StandInCaller caller) =>
        (await caller.Ask(ServicePaths.Debt, "getDeuda", Identified("CONTRATO", "1"))).Descendants("deudaTotal")
            .Single().Value;

    public static string Identified(string kind, string value) =>
        $"<tipoIdentificador>{kind}</tipoIdentificador><valor>{value}</valor>"
            + "<explotacion>12</explotacion><idioma>es</idioma>";

    public static void Says_OK(XElement result) => Assert.Equal(
        ("0", "OK"), (result.Element("codigoError")!.Value, result.Element("descripcionError")!.Value));
}
