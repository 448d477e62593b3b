using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Finding in the books what a request names.</summary>
internal static class Lookups
{
    /// <summary>The contract that a field names, in whatever service area; null where there is none.</summary>
    public static Contract? ContractIn(this LegacyBooks books, WireRecord body, string field = "numeroContrato") =>
        body.Number(field) is { } number ? books.FindContract(number) : null;

    /// <summary>The same, but only in the service area asked for: the customer office finds none in another.</summary>
    public static Contract? ContractInArea(this LegacyBooks books, WireRecord body, string field = "contrato") =>
        books.ContractIn(body, field) is { } contract && contract.ServiceArea == body.Number("explotacion")
            ? contract
            : null;

    /// <summary>The contracts a list of numbers names; null where one of them is not known, or none is named.</summary>
    public static IReadOnlyList<Contract>? AllNamed(this LegacyBooks books, IEnumerable<long> numbers)
    {
        List<Contract> found = [];
        foreach (long number in numbers)
        {
            if (books.FindContract(number) is not { } contract)
            {
                return null;
            }

            found.Add(contract);
        }

        return found.Count == 0 ? null : found;
    }

    public static string AreaName(this LegacyBooks books, short area) => books.ServiceAreas.GetValueOrDefault(area, "");

    public static BillingZone? ZoneOf(this LegacyBooks books, Contract contract) =>
        books.Zones.FirstOrDefault(zone => zone.ServiceArea == contract.ServiceArea && zone.Id == contract.Zone);

    /// <summary>The meter in use, with what callers have changed on it, or null.</summary>
    public static MeterCard? MeterOf(this LegacyBooks books, MeterFile meters, Contract contract) =>
        books.MetersAt(contract.ServicePoint).LastOrDefault(meter => meter.Removed is null) is { } inUse
            ? meters.CardOf(inUse)
            : null;

    /// <summary>Where the supply is; an extract has no streets, so it takes the recorded form.</summary>
    public static string AddressOf(this LegacyBooks books, Contract contract) =>
        $"CALLE SN, COLONIA {contract.Zone} MUNICIPIO ( {books.AreaName(contract.ServiceArea)} )";

    /// <summary>Every contract, one holder's after another's; take a page.</summary>
    public static IEnumerable<Contract> AllContracts(this LegacyBooks books) =>
        books.Holders.Select(holder => holder.TaxId).Distinct().SelectMany(books.ContractsOf);

    /// <summary>Whether a name or document asked for is there; what is not asked for always is.</summary>
    public static bool Matches(string? asked, string known) =>
        string.IsNullOrWhiteSpace(asked) || known.Contains(asked.Trim(), StringComparison.OrdinalIgnoreCase);
}
