using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench;

/// <summary>
/// A process the bench started: its output goes to a log of limited length, and it is ended by its id, with its
/// children.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private const int Terminate = 15;
    private const long LogLimit = 16 * 1024 * 1024;

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly string _logFile;
    private readonly string _name;

    private ChildProcess(string name, Process process, string logFile)
    {
        _name = name;
        _process = process;
        _logFile = logFile;
        _log = new StreamWriter(logFile, append: false);
        _process.OutputDataReceived += Write;
        _process.ErrorDataReceived += Write;
    }

    public int Id => _process.Id;

    public static ChildProcess Start(string name, string program, IEnumerable<string> arguments, string logs)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        ChildProcess child = new(name, new Process { StartInfo = start }, Path.Combine(logs, $"bench-{name}.log"));
        try
        {
            child._process.Start();
        }
        catch (Win32Exception error)
        {
            throw new CommandFailedException($"{name} does not start: {program}: {error.Message}");
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>
    /// Returns when the port answers; throws with the end of the log when the process ends or is too slow.
    /// </summary>
    public async Task WaitForPortAsync(int port, CancellationToken cancellation)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!await AcceptsAsync(port, cancellation))
        {
            if (_process.HasExited || waited.Elapsed > StartLimit)
            {
                throw new CommandFailedException($"{_name} does not listen on port {port}. See {_logFile}.");
            }

            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Asks it to end (nginx then ends its workers), and after a while makes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, Terminate);
            using CancellationTokenSource limit = new(EndLimit);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellation)
    {
        using TcpClient probe = new();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private void Write(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            if (line.Data is not null && _log.BaseStream is { CanWrite: true, Length: < LogLimit })
            {
                _log.WriteLine(line.Data);
                _log.Flush();
            }
        }
    }
}
