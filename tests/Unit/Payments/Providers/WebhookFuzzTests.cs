using System.Text;
using Strangler.Core.Payments.Providers;

namespace Strangler.Tests.Unit.Payments.Providers;

/// <summary>Bodies broken by chance, the same every time: no exception, no money from whoever did not sign.</summary>
public sealed class WebhookFuzzTests
{
    private const int Seed = 20261121;
    private const int Rounds = 400;

    private static readonly string[] Pieces =
    [
        "\"", "{", "}", "[", "]", ":", ",", "\\ud800", "\\u0000", "1e999", "-0", "null", "\0", "\u00f1", "0.1", "true",
    ];

    public static TheoryData<string> Providers => [.. ProviderCases.All.Keys];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_broken_body_that_is_signed_never_throws(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        Random random = new(Seed);
        byte[] good = ProviderCase.Bytes(given.Paid());
        int understood = 0;
        for (int round = 0; round < Rounds; round++)
        {
            WebhookOutcome outcome = given.Read(given.Signed(Broken(good, random)));
            understood += outcome is WebhookOutcome.Received ? 1 : 0;
            if (outcome is WebhookOutcome.Received received)
            {
                Assert.All(received.Facts, fact => Assert.True(fact.Amount.Centavos > 0, $"seed {Seed} at {round}"));
            }
        }

        // Some changes hit what nobody reads; were none understood, this would test nothing.
        Assert.InRange(understood, 1, Rounds - 1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_broken_body_that_is_not_signed_gives_no_fact(string provider)
    {
        ProviderCase given = ProviderCases.All[provider];
        Random random = new(Seed);
        byte[] good = ProviderCase.Bytes(given.Paid());
        WebhookMessage signed = given.Signed(good);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] broken = Broken(given.SignsBody ? signed.Body.ToArray() : good, random);
            Assert.IsType<WebhookOutcome.Unauthentic>(given.Read(given.Unsigned(Broken(good, random))));
            Assert.IsType<WebhookOutcome.Unauthentic>(given.Read(given.WronglySigned(broken)));
        }
    }

    private static byte[] Broken(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int change = random.Next(1, 3); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    bytes[at] = (byte)('0' + random.Next(10));
                    break;
            }
        }

        return [.. bytes];
    }
}
