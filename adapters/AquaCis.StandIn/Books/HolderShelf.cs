namespace Strangler.AquaCis.StandIn.Books;

/// <summary>Everyone who holds a contract.</summary>
internal sealed class HolderShelf
{
    private readonly Dictionary<int, Holder> _byClient;

    private HolderShelf(Dictionary<int, Holder> byClient)
    {
        _byClient = byClient;
        InPersonOrder = [.. byClient.Values.OrderBy(holder => holder.Person).ThenBy(holder => holder.Client)];
    }

    public IReadOnlyList<Holder> InPersonOrder { get; }

    public Holder Of(int client) => _byClient[client];

    public bool Knows(int client) => _byClient.ContainsKey(client);

    public static HolderShelf Load(ExtractFolder extract)
    {
        Dictionary<int, Person> people = [];
        extract.Each("persona", row =>
        {
            Person person = new(
                row.Text("prsnombre"), row.Text("prspriapel"), row.Text("prsnif").Trim(), row.Flag("prsjubilad"));
            if (!people.TryAdd(row.Int("prsid"), person))
            {
                throw row.Refuse("prsid", "stands there a second time");
            }
        });
        Dictionary<int, Holder> holders = [];
        extract.Each("cliente", row =>
        {
            int person = row.Int("x_prsid");
            if (!people.TryGetValue(person, out Person known))
            {
                throw row.Refuse("x_prsid", "names nobody in persona.csv");
            }

            Holder holder = new(
                row.Int("cliid"), person, known.Name, known.Surname, known.TaxId, known.Pensioner,
                    row.Letter("clitipo"),
                row.Text("cliusocfdi"), row.Text("cliregfiscal"), row.Text("x_codigopostal"));
            if (!holders.TryAdd(holder.Client, holder))
            {
                throw row.Refuse("cliid", "stands there a second time");
            }
        });
        return new HolderShelf(holders);
    }

    private readonly record struct Person(string Name, string Surname, string TaxId, bool Pensioner);
}
