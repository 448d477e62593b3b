using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Which meter a device is, kept in memory: a worker of a shared subscription sees every meter. What was not found, or
/// found long ago, is asked for again. Any number of threads.
/// </summary>
public sealed class DeviceRegistry(Database database, TimeProvider time)
{
    /// <summary>Devices in memory; beyond it all are forgotten and asked for again.</summary>
    public const int MostKnown = 2_000_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>A meter that was just registered is rated within this.</summary>
    private static readonly TimeSpan FreshUnknown = TimeSpan.FromSeconds(10);

    private const string Columns =
        "d.number, d.device, d.contract, c.service_area, c.zone, d.meter, d.turns_at, d.since, d.until, d.highest_flow";

    private const string FindSql = $"""
        SELECT {Columns} FROM unnest($1) AS asked (device)
        JOIN meter_device d ON d.device = asked.device
        JOIN legacy_contract c ON c.number = d.contract
        """;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Makes sure that <see cref="Find"/> can answer for these.</summary>
    public async ValueTask PrepareAsync(IReadOnlyList<MeterSample> samples, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        HashSet<string>? missing = null;
        foreach (MeterSample sample in samples)
        {
            if (!_known.TryGetValue(sample.Device, out Known known) || known.Until < now)
            {
                (missing ??= new HashSet<string>(StringComparer.Ordinal)).Add(sample.Device);
            }
        }

        if (missing is not null)
        {
            await AskAsync(missing, now, cancellation);
        }
    }

    /// <returns>Null where no such device is registered.</returns>
    public MeteredDevice? Find(string device) => _known.GetValueOrDefault(device).Device;

    /// <summary>After a change of what is registered.</summary>
    public void Forget() => _known.Clear();

    private async Task AskAsync(HashSet<string> missing, DateTimeOffset now, CancellationToken cancellation)
    {
        if (_known.Count + missing.Count > MostKnown)
        {
            _known.Clear();
        }

        await using NpgsqlCommand command = database.Command(FindSql);
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. missing],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            MeteredDevice device = Read(reader);
            _known[device.Device] = new Known(device, now + Fresh);
            missing.Remove(device.Device);
        }

        // Only now: had the question failed, nobody would be known to be unknown.
        foreach (string device in missing)
        {
            _known[device] = new Known(null, now + FreshUnknown);
        }
    }

    private static MeteredDevice Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), new ContractNumber(row.GetInt32(2)),
        new BillingGroup(row.GetInt16(3), row.GetString(4)), row.IsDBNull(5) ? null : row.GetInt32(5),
        row.GetInt64(6), row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), row.GetInt64(9));

    private readonly record struct Known(MeteredDevice? Device, DateTimeOffset Until);
}
