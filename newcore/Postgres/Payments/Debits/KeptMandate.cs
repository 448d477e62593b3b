using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.References;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>A mandate as it is kept.</summary>
/// <param name="NoticeDays">Of this mandate; null: as by the rules.</param>
public sealed record KeptMandate(long Id, Mandate Mandate, int? NoticeDays)
{
    /// <summary>From 0; columns that follow are the reader's own.</summary>
    internal const string Columns =
        "m.id, m.contract::integer, m.account, m.state, m.most::bigint, m.notice_days, m.failures";

    internal const int ColumnCount = 7;

    /// <summary>All that people are shown of the account.</summary>
    public string MaskedAccount => "**************" + Mandate.Account.Digits[^4..];

    public MandateRules Under(MandateRules rules) =>
        NoticeDays is { } days ? rules with { NoticeDays = days } : rules;

    // The account stays out of whatever prints a record.
    public override string ToString() => $"mandate {Id}";

    internal static KeptMandate Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new Mandate(
            new ContractNumber(row.GetInt32(1)), AccountOf(row.GetString(2)), StateOf(row.GetString(3)),
            row.IsDBNull(4) ? null : new Money(row.GetInt64(4)), row.GetInt16(6)),
        row.IsDBNull(5) ? null : row.GetInt16(5));

    internal static string NameOf(MandateState state) => state.ToString().ToLowerInvariant();

    internal static Clabe AccountOf(string digits) => Clabe.TryRead(digits, out Clabe account) is null
        ? account : throw new InvalidOperationException("A kept account is none.");

    private static MandateState StateOf(string name) => Enum.Parse<MandateState>(name, ignoreCase: true);
}
