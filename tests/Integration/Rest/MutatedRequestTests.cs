using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Json;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>
/// Requests with something wrong in them, to every operation over JSON and SOAP: they are answered or refused, quickly,
/// and nobody learns how we work.
/// </summary>
public sealed class MutatedRequestTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const int PerOperation = 6;

    private static readonly string[] Leaks =
        ["   at ", "Exception:", "System.", "Npgsql", "SELECT ", "/artifacts/", "/root/", ".cs:line", "Strangler."];

    private static readonly string[] Poison =
    [
        "null", "\"\"", "\"'; DROP TABLE contract; --\"", "\"<x/>]]>&amp;\"", "\"\\u0000\"", "-1",
        "99999999999999999999999999999999999", "1e309", "true", "[]", "{}", "[[[[[[[[]]]]]]]]", "{\"a\":{\"b\":{}}}",
        "\"../../etc/passwd\"", "\"${jndi:ldap://x}\"", "0.1", "\"2026-13-45\"",
    ];

    [Theory]
    [InlineData("legacy")]
    [InlineData("native")]
    public async Task Mutated_requests_never_break_the_gateway(string mode)
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        Random random = new(seed);
        await stage.RouteAsync(mode);
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        caller.Gateway.Client.Timeout = TimeSpan.FromSeconds(20);
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            for (int i = 0; i < PerOperation; i++)
            {
                string json = Mutate(ContractJson.RequestOf(operation).ToJsonString(), random);
                RestAnswer answer = await caller.PostAsync(
                    $"/api/aquacis/{operation.Service}/{operation.Name}", json);
                Assert.True(answer.Status is < 500 or 502, $"seed {seed} {operation} {json}: {answer.Body}");
                AssertTight(answer.Body, $"seed {seed} {operation} {json}");
            }

            string soap = MutateText(SoapOf(operation), random);
            Answered fault = await caller.Gateway.PostAsync($"/Comercial/services/{operation.Service}", soap);
            Assert.True(fault.Status is 200 or 400 or 500, $"seed {seed} {operation}: {fault.Status}");
            Assert.Contains("Envelope", fault.Body, StringComparison.Ordinal);
            AssertTight(fault.Body, $"seed {seed} {operation} {soap}");
        }
    }

    private static string SoapOf(Operation operation)
    {
        System.Buffers.ArrayBufferWriter<byte> soap = new();
        JsonRequestTranslator.Write(
            soap, operation, Encoding.UTF8.GetBytes(ContractJson.RequestOf(operation).ToJsonString()));
        return Encoding.UTF8.GetString(soap.WrittenSpan);
    }

    private static string Mutate(string json, Random random) =>
        random.Next(3) switch
        {
            0 => MutateText(json, random),
            1 => ReplaceValue(json, random),
            _ => json.Insert(1, $"\"unknown{random.Next(9)}\":{Poison[random.Next(Poison.Length)]},"),
        };

    private static string ReplaceValue(string json, Random random)
    {
        JsonObject request = JsonNode.Parse(json)!.AsObject();
        string[] names = [.. request.Select(field => field.Key)];
        if (names.Length == 0)
        {
            return Poison[random.Next(Poison.Length)];
        }

        string name = names[random.Next(names.Length)];
        request[name] = "@@";
        return request.ToJsonString().Replace("\"@@\"", Poison[random.Next(Poison.Length)]);
    }

    private static string MutateText(string text, Random random)
    {
        int place = random.Next(text.Length);
        return random.Next(4) switch
        {
            0 => text[..place],
            1 => text.Remove(place, 1),
            2 => text.Insert(place, random.Next(100_000).ToString(CultureInfo.InvariantCulture)),
            _ => text.Insert(place, "<\"&\u0007"),
        };
    }

    private static void AssertTight(string body, string told)
    {
        foreach (string leak in Leaks)
        {
            Assert.False(body.Contains(leak, StringComparison.Ordinal), $"{told} leaks {leak}: {body}");
        }
    }
}
