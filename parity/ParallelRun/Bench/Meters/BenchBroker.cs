using System.Globalization;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>A mosquitto of the bench's own on 127.0.0.1, without passwords.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto"];

    private readonly string _folder = Directory.CreateTempSubdirectory("strangler-bench-").FullName;
    private readonly int _port = FreePort.Next();
    private ChildProcess? _process;

    public int Id => _process!.Id;

    public static async Task<BenchBroker> StartAsync(CancellationToken cancellation)
    {
        BenchBroker broker = new();
        string program = Array.Find(Places, File.Exists)
            ?? throw new CommandFailedException("The bench needs mosquitto: apt-get install mosquitto.");
        string configuration = Path.Combine(broker._folder, "broker.conf");
        await File.WriteAllTextAsync(
            configuration,
            string.Create(CultureInfo.InvariantCulture, $"""
                listener {broker._port} 127.0.0.1
                user {Environment.UserName}
                allow_anonymous true
                persistence false
                max_queued_messages 6000000
                max_inflight_messages 20000
                log_type error

                """),
            cancellation);
        broker._process = ChildProcess.Start("broker", program, ["-c", configuration], broker._folder);
        await broker._process.WaitForPortAsync(broker._port, cancellation);
        return broker;
    }

    public MqttOptions Options(string client) =>
        MqttOptions.At(string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{_port}"), null, client);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
