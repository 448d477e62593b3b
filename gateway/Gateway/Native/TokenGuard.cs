using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;
using Strangler.AquaCis.Soap;
using Strangler.Gateway.Native.Accounts;

namespace Strangler.Gateway.Native;

/// <summary>Asks callers of the native core who they are, as far as AquaCIS would (docs/adr/0011).</summary>
internal sealed class TokenGuard
{
    private static readonly NativeAnswer.Refused Wrong = new(
        new SoapFault(
            FaultCode.FailedAuthentication, "The security token could not be authenticated or authorized"),
        "wrong-token");

    private static readonly NativeAnswer.Refused Missing = new(
        new SoapFault(FaultCode.InvalidSecurity, "An error was discovered processing the <wsse:Security> header"),
        "no-token");

    private readonly bool _looks;
    private readonly bool[] _required;
    private readonly AccountFeed _accounts;
    private readonly PasswordCheck _check;
    private readonly NativeMetrics _metrics;

    public TokenGuard(
        AccountFeed accounts, PasswordCheck check, NativeMetrics metrics, IOptions<NativeOptions> options)
    {
        (_accounts, _check, _metrics) = (accounts, check, metrics);
        _looks = options.Value.Authentication != "off";
        IReadOnlyList<string> listed = options.Value.Listed;
        _required =
        [
            .. ContractCatalog.AquaCis.Operations.Select(operation =>
                options.Value.Authentication == "required-where-listed" && listed.Contains(operation.Name)),
        ];
    }

    /// <summary>Null where the caller may ask; never a MustUnderstand fault, whatever the header demands.</summary>
    public ValueTask<NativeAnswer?> CheckAsync(
        Operation operation, UsernameToken? token, CancellationToken cancellation)
    {
        if (!_looks)
        {
            return default;
        }

        if (token is null)
        {
            return _required[operation.Index] ? new(Counted("missing", Missing)) : default;
        }

        if (!token.IsUsable)
        {
            return new(Counted("unusable", Wrong));
        }

        if (_accounts.Current is not { } accounts)
        {
            return new(Counted("unchecked", new NativeAnswer.Failed(NativeFailure.NoAccounts)));
        }

        ValueTask<bool?> right = _check.IsRightAsync(token, accounts.Find(token.Username), cancellation);
        return right.IsCompletedSuccessfully ? new(Judge(right.Result)) : JudgeAsync(right);
    }

    private async ValueTask<NativeAnswer?> JudgeAsync(ValueTask<bool?> right) => Judge(await right);

    private NativeAnswer? Judge(bool? right) => right switch
    {
        true => Counted("right", null),
        false => Counted("wrong", Wrong),
        null => Counted("unchecked", new NativeAnswer.Failed(NativeFailure.TooManyChecks)),
    };

    private NativeAnswer? Counted(string outcome, NativeAnswer? answer)
    {
        _metrics.Token(outcome);
        return answer;
    }
}
