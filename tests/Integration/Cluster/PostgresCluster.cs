using System.Net;
using System.Net.Sockets;
using Npgsql;
using Strangler.Postgres;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Strangler.Tests.Integration.Cluster;

/// <summary>
/// A PostgreSQL server of the test run's own, in a temporary directory, started by the first test that needs it. Take
/// it as a constructor argument of the test class. Nothing of it outlives the run, so it does not wait for the disk.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string Template = "migrated";
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly HashSet<string> _filled = [];
    private PostgresProcess? _server;
    private int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new database with the newest schema and nothing in it.</summary>
    public Task<string> CreateDatabaseAsync() => CreateDatabaseAsync(Template);

    /// <summary>Of a new database that holds what was filled in once for all that ask by its name.</summary>
    /// <param name="fill">Leaves no connection open.</param>
    public async Task<string> CreateFilledAsync(string name, Func<string, Task> fill)
    {
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_filled.Contains(name))
            {
                await fill(await CopyAsync(Template, name) + ";Pooling=false");
                _filled.Add(name);
            }

            return await CopyAsync(name, NextName());
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The connection string of a new database without even a schema.</summary>
    public Task<string> CreateEmptyDatabaseAsync() => CreateDatabaseAsync("template0");

    /// <summary>A server of its own for a test that stops it or counts its connections; migrate it yourself.</summary>
    internal static async Task<PostgresProcess> StartServerAsync()
    {
        Prerequisite.Require(
            PostgresProcess.Programs is not null, "PostgreSQL is missing: sudo apt-get install postgresql-15");
        return await PostgresProcess.StartAsync(FreePort(), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _one.Dispose();
    }

    private async Task<string> CreateDatabaseAsync(string template)
    {
        // One at a time: a template may not be in use while it is copied.
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await CopyAsync(template, NextName());
        }
        finally
        {
            _one.Release();
        }
    }

    private string NextName() => $"test{++_databases}";

    private async Task<string> CopyAsync(string template, string name)
    {
        _server ??= await StartWithTemplateAsync();
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {name}");
        await ExecuteAsync(_server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return _server.ConnectionTo(name);
    }

    private static async Task<PostgresProcess> StartWithTemplateAsync()
    {
        PostgresProcess server = await StartServerAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {Template}");
        await using (Database database =
            Database.Open(server.ConnectionTo(Template) + ";Pooling=false"))
        {
            await new Migrator(database).MigrateAsync(TestContext.Current.CancellationToken);
        }

        return server;
    }

    private static async Task ExecuteAsync(PostgresProcess server, string sql)
    {
        await using NpgsqlConnection connection = new(server.ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
