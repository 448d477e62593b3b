using System.Diagnostics;
using System.Text;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>A SOAP library of another language, and the program that calls through it.</summary>
/// <param name="Name">As its program names itself.</param>
/// <param name="Probe">A program and arguments that succeed where the library is installed.</param>
internal sealed record ForeignStack(string Name, string Interpreter, string Program, string[] Probe)
{
    public const string HowToInstall = "Run eng/install-test-stacks.sh: zeep, node soap or PHP SoapClient is missing.";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<ForeignStack> All { get; } =
    [
        // Debian's own interpreter: the library is a Debian package, which another Python does not see.
        new("zeep", "/usr/bin/python3", "python/client.py", ["-c", "import zeep"]),
        new("node-soap", "node", "node/client.js", ["-e", "import('soap')"]),
        new("php", "php", "php/client.php", ["-r", "exit(class_exists('SoapClient') ? 0 : 1);"]),
    ];

    private static string Folder => Path.Combine(RepositoryPlaces.Root, "tests", "Integration", "ForeignStacks");

    private string ProgramPath => Path.Combine(Folder, Program);

    public async Task<bool> IsInstalledAsync(CancellationToken cancellation)
    {
        try
        {
            return (await RunAsync(Probe, "", cancellation)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such interpreter
        }
    }

    /// <summary>Runs the client program on a plan.</summary>
    public Task<ProgramResult> CallAsync(string plan, CancellationToken cancellation) =>
        RunAsync([ProgramPath], plan, cancellation);

    private async Task<ProgramResult> RunAsync(string[] arguments, string input, CancellationToken cancellation)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(Limit);
        using Process process = Process.Start(Describe(arguments))!;
        using CancellationTokenRegistration kill = timed.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        timed.Token.ThrowIfCancellationRequested();
        return new ProgramResult(process.ExitCode, await output, await errors);
    }

    private ProcessStartInfo Describe(string[] arguments)
    {
        ProcessStartInfo start = new(Interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetDirectoryName(ProgramPath)!,
        };

        // The loopback is never behind a proxy.
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "127.0.0.1";
        return start;
    }
}
