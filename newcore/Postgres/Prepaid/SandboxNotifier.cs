using Npgsql;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>Tells nobody: notices go into a table, each once.</summary>
public sealed class SandboxNotifier(Database database) : INotifier
{
    private const string Sql = """
        INSERT INTO prepaid_notice_sandbox (contract, key, kind, channel, amount) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """;

    public async Task<NoticeOutcome> SendAsync(PrepaidNotice notice, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        command.AddValue(notice.Contract.Value);
        command.AddValue(notice.Key);
        command.AddValue(NoticeRows.Name(notice.Kind));
        command.AddValue(NoticeRows.Name(notice.Channel));
        command.AddValue(notice.Amount.Centavos);
        await command.ExecuteNonQueryAsync(cancellation);
        return new NoticeOutcome.Sent();
    }
}
