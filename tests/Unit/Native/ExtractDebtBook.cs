using Strangler.AquaCis.Extract;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Tests.Unit.Native;

/// <summary>A debt book straight from an extract's files, without a database in between.</summary>
internal static class ExtractDebtBook
{
    public static DebtBook Load(string folder)
    {
        DebtBookBuilder builder = new();
        AddContracts(builder, folder);
        Dictionary<int, Money> paid = [];
        foreach (ExtractTable row in Rows(folder, "opedesglos"))
        {
            int invoice = row.Int("x_facid");
            paid[invoice] = paid.GetValueOrDefault(invoice) + Money.FromPesos(row.Decimal("opdimporte"));
        }

        Dictionary<int, BillingCycle> runs = [];
        foreach (ExtractTable row in Rows(folder, "facturacio"))
        {
            runs[row.Int("ftoid")] = new BillingCycle(row.Short("ftoanno"), row.Byte("ftopernum"));
        }

        foreach (ExtractTable row in Rows(folder, "factura"))
        {
            BillingCycle cycle = runs[row.Int("facftoid")];
            Money amount = Money.FromPesos(row.Decimal("facimporte"));
            Money owed = amount - paid.GetValueOrDefault(row.Int("facid"));
            builder.AddInvoice(
                new ContractNumber(row.Int("faccnttnum")),
                new OpenInvoice(
                    row.Int("facid"), row.Text("facnumfac").Trim(), cycle.Year, cycle.Period, row.Date("facfecfact"),
                    row.Date("facfecvto"), amount, Money.FromPesos(row.Decimal("facimpuest")), owed),
                owed);
        }

        return builder.Build(version: 1);
    }

    private static void AddContracts(DebtBookBuilder builder, string folder)
    {
        Dictionary<int, string> areas = [];
        foreach (ExtractTable row in Rows(folder, "explotacion"))
        {
            areas[row.Int("expid")] = row.Text("expdescri");
        }

        Dictionary<int, (string Name, string Surname, string TaxId)> people = [];
        foreach (ExtractTable row in Rows(folder, "persona"))
        {
            people[row.Int("prsid")] = (row.Text("prsnombre"), row.Text("prspriapel"), row.Text("prsnif").Trim());
        }

        Dictionary<int, int> clients = [];
        foreach (ExtractTable row in Rows(folder, "cliente"))
        {
            clients[row.Int("cliid")] = row.Int("x_prsid");
        }

        foreach (ExtractTable row in Rows(folder, "contrato"))
        {
            int client = row.Int("cnttcliid");
            (string name, string surname, string taxId) = people[clients[client]];
            short area = row.Short("cnttexpid");
            builder.AddContract(new DebtAccount(
                new ContractNumber(row.Int("cnttnum")), new BillingGroup(area, row.Text("x_zonid")),
                areas.GetValueOrDefault(area, ""), client, name, surname, taxId, row.Flag("cntbloquearcobro"), []));
        }
    }

    private static IEnumerable<ExtractTable> Rows(string folder, string table)
    {
        using ExtractTable rows = ExtractTable.Open(folder, table, CancellationToken.None);
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
