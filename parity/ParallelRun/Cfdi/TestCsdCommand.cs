using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi test-csd</c>: files as the tax authority gives them, for a first try against the sandbox.</summary>
internal static class TestCsdCommand
{
    public static Command Create()
    {
        Option<string> folder = new("--out")
        {
            Description = "The folder; nothing in it is overwritten.",
            Required = true,
        };
        Command command = new(
            "test-csd", "Make a seal certificate for trials: csd.cer, csd.key, csd.password. Real PACs refuse it.")
        {
            folder,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string place = parsed.GetRequiredValue(folder);
            SelfMadeCsd made = SelfMadeCsd.Make(TimeProvider.System.GetUtcNow());
            try
            {
                Directory.CreateDirectory(place);
                await WriteAsync(place, "csd.cer", made.Certificate, cancellation);
                await WriteAsync(place, "csd.key", made.Key, cancellation);
                await WriteAsync(
                    place, "csd.password", System.Text.Encoding.ASCII.GetBytes(made.Password), cancellation);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException($"--out: {failure.Message}");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Certificate {made.Number} is in {place}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string place, string name, byte[] bytes, CancellationToken cancellation)
    {
        await using FileStream file = new(Path.Combine(place, name), FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(bytes, cancellation);
    }
}
