using System.CommandLine;
using Strangler.ParallelRun.Payments;

namespace Strangler.Tests.Unit.Payments.Sandbox;

public sealed class PaymentsSandboxCommandTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/webhooks", 0)]
    [InlineData("webhooks", 1)]
    [InlineData("file:///tmp", 1)]
    public void Webhooks_go_to_a_whole_address(string address, int errors) => Assert.Equal(
        errors,
        new Command("strangler") { PaymentsSandboxCommand.Create() }
            .Parse($"payments-sandbox --port 0 --webhooks {address}").Errors.Count);
}
