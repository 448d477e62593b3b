namespace Strangler.AquaCis.StandIn.Books;

/// <summary>The small tables: areas, zones, concepts, tariffs.</summary>
internal sealed class ReferenceTables
{
    private readonly Dictionary<short, string> _areas = [];
    private readonly List<BillingZone> _zones = [];
    private readonly List<Concept> _concepts = [];
    private readonly Dictionary<int, TariffType> _types = [];
    private readonly List<TariffVersion> _versions = [];

    private ReferenceTables()
    {
    }

    public IReadOnlyDictionary<short, string> ServiceAreas => _areas;

    public IReadOnlyList<BillingZone> Zones => _zones;

    public IReadOnlyList<Concept> Concepts => _concepts;

    public IReadOnlyDictionary<int, TariffType> TariffTypes => _types;

    public IReadOnlyList<TariffVersion> TariffVersions => _versions;

    public static ReferenceTables Load(ExtractFolder extract)
    {
        ReferenceTables tables = new();
        extract.Each("explotacion", row => tables._areas[row.Short("expid")] = row.Text("expdescri"));
        extract.Each("zona", row => tables._zones.Add(new BillingZone(
            row.Short("zonexpid"), row.Text("zonid"), row.Short("zonperid"), row.Text("zondescrip"))));
        extract.Each("concepto", row => tables._concepts.Add(new Concept(
            row.Short("cptoexpid"), row.Short("cptotconid"), row.Short("cptoorden"), row.Flag("cptosnimptar"),
            row.Text("x_descripcion"))));
        extract.Each("tipotarifa", row => tables._types[row.Int("tiptid")] =
            new TariffType(row.Int("tiptid"), row.Text("x_descripcion"), row.Flag("x_domestica")));
        extract.Each("aplictarif", row => tables._versions.Add(new TariffVersion(
            row.Short("aptexpid"), row.Short("aptcptoid"), row.Int("apttarid"), row.Date("aptfecapl"),
            row.OptionalDate("aptfecfin"), row.Int("aptpubid"))));
        return tables;
    }
}
