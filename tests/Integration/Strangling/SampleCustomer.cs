using System.Globalization;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>A contract of the sample extract as far as routes are about it.</summary>
internal sealed record SampleCustomer(int Contract, string Group, string TaxId, string Reference)
{
    private static readonly Lazy<SampleCustomer[]> Read = new(ReadAll);

    public static IReadOnlyList<SampleCustomer> All => Read.Value;

    /// <summary>Null where the tax id stands in several groups.</summary>
    public static string? GroupOfTaxId(string taxId) =>
        All.Where(one => one.TaxId == taxId).Select(one => one.Group).Distinct().ToArray() is [var only] ? only : null;

    private static SampleCustomer[] ReadAll()
    {
        Dictionary<string, string> people = Table("persona").ToDictionary(row => row["prsid"], row => row["prsnif"]);
        Dictionary<string, string> holders =
            Table("cliente").ToDictionary(row => row["cliid"], row => people[row["x_prsid"]]);
        Dictionary<string, string> references = Table("referencia").DistinctBy(row => row["refpolnum"])
            .ToDictionary(row => row["refpolnum"], row => row["refreferencia"]);
        return
        [
            .. Table("contrato").Select(row => new SampleCustomer(
                int.Parse(row["cnttnum"], CultureInfo.InvariantCulture), $"{row["cnttexpid"]}/{row["x_zonid"]}",
                holders[row["cnttcliid"]], references.GetValueOrDefault(row["cnttnum"], "01000000000"))),
        ];
    }

    /// <summary>The sample has no quoted values.</summary>
    private static IEnumerable<Dictionary<string, string>> Table(string name)
    {
        string[] lines = File.ReadAllLines(System.IO.Path.Combine(RepositoryPlaces.SampleExtract, name + ".csv"));
        string[] header = lines[0].Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First,
            pair => pair.Second));
    }
}
