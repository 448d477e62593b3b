using System.Diagnostics;
using Strangler.Gateway;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>The gateway's process, given what it cannot start with.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData(2, "--Legacy:Timeout=soon")]
    [InlineData(2, "--Intake:BodyLimit=lots")]
    [InlineData(2, "--urls=here")]
    [InlineData(1, "--urls=http://192.0.2.1:8080")]
    public async Task A_setting_it_cannot_use_ends_it_with_its_exit_code_and_one_line(int code, string setting)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { typeof(GatewayHost).Assembly.Location, "--Legacy:Address=http://127.0.0.1:1", setting },
            Environment = { ["Logging__LogLevel__Default"] = "None" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process gateway = Process.Start(start)!;
        Task<string> output = gateway.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = await gateway.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await gateway.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, gateway.ExitCode);
        Assert.StartsWith("gateway: ", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
