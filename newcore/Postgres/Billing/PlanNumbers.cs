using Npgsql;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>The numbers by which lines name tariff versions. Shared by all workers of a process.</summary>
internal sealed class PlanNumbers(Database database) : IDisposable
{
    private readonly Dictionary<TariffPlan, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Numbers those that have none yet; a number once given stays, whatever becomes of the chunk.</summary>
    public async Task AddAsync(IEnumerable<TariffPlan> plans, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            foreach (TariffPlan plan in plans)
            {
                if (!_numbers.ContainsKey(plan))
                {
                    _numbers[plan] = await ReadAsync(plan, cancellation);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Those numbered so far, for one who goes through many lines.</summary>
    public async Task<Dictionary<TariffPlan, int>> CopyAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return new Dictionary<TariffPlan, int>(_numbers, ReferenceEqualityComparer.Instance);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<int> ReadAsync(TariffPlan plan, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            WITH added AS (
                INSERT INTO billing_plan (code, version) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id)
            SELECT id FROM added UNION ALL SELECT id FROM billing_plan WHERE code = $1 AND version = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Code });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = plan.Version });
        // Null where another process adds it at this moment: it is there the next time.
        return (int)(await command.ExecuteScalarAsync(cancellation) ?? await command.ExecuteScalarAsync(cancellation))!;
    }
}
