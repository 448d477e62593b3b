using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>A fact that is still to be applied.</summary>
/// <param name="Source">webhook, file, till or command.</param>
/// <param name="Attempt">How often it was tried.</param>
/// <param name="Assigned">Whose a person says it is.</param>
public sealed record KeptFact(PaymentFact Fact, string Source, int Attempt, ContractNumber? Assigned)
{
    internal const string Columns =
        "f.provider, f.key, f.kind, f.charge, f.reference, f.amount, f.currency, f.at, f.day, f.channel, f.form, "
        + "f.why, f.source, f.attempt, f.assigned";

    internal static KeptFact Read(NpgsqlDataReader row) => new(
        new PaymentFact(
            row.GetString(0), row.GetString(1), FactKinds.Read(row.GetString(2)), Text(row, 3), Text(row, 4),
            new Money(row.GetInt64(5)), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7),
            row.GetFieldValue<DateOnly>(8), new PaymentMethod(row.GetString(9)[0], row.GetInt16(10)), Text(row, 11)),
        row.GetString(12), row.GetInt32(13),
        row.IsDBNull(14) ? null : new ContractNumber(row.GetInt32(14)));

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
