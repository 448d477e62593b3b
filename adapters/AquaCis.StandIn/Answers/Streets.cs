using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>An extract has no streets: every zone counts as one, whose houses have no number (SN).</summary>
internal static class Streets
{
    public const string Kind = "CALLE";

    /// <summary>A zone's street number: its place among the zones, counted from 1.</summary>
    public static IEnumerable<(int Id, BillingZone Zone)> In(LegacyBooks books, long? serviceArea) => books.Zones
        .Select((zone, position) => (position + 1, zone))
        .Where(street => street.zone.ServiceArea == serviceArea);

    public static string NameOf(BillingZone zone) => $"SN, COLONIA {zone.Id}";

    public static int? IdOf(LegacyBooks books, Contract contract) => In(books, contract.ServiceArea)
        .Where(street => street.Zone.Id == contract.Zone)
        .Select(street => (int?)street.Id)
        .FirstOrDefault();

    /// <summary>The contracts of one street; take a page.</summary>
    /// <param name="house">Only 0, or none at all, is any house's number.</param>
    public static IEnumerable<Contract> ContractsIn(LegacyBooks books, long? serviceArea, long? street, long? house)
    {
        BillingZone? zone = In(books, serviceArea).FirstOrDefault(known => known.Id == street).Zone;
        return zone is null || house is not (null or 0)
            ? []
            : books.AllContracts().Where(contract =>
                contract.ServiceArea == zone.ServiceArea && contract.Zone == zone.Id);
    }
}
