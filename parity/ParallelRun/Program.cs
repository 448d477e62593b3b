using System.CommandLine;
using System.CommandLine.Help;
using Strangler.ParallelRun.Accounts;
using Strangler.ParallelRun.Adjustments;
using Strangler.ParallelRun.Audit;
using Strangler.ParallelRun.Bench;
using Strangler.ParallelRun.Billing;
using Strangler.ParallelRun.BillingRuns;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Cutover;
using Strangler.ParallelRun.Parked;
using Strangler.ParallelRun.Import;
using Strangler.ParallelRun.Keys;
using Strangler.ParallelRun.Ledger;
using Strangler.ParallelRun.Meters;
using Strangler.ParallelRun.Parity;
using Strangler.ParallelRun.Payments;
using Strangler.ParallelRun.Prepaid;
using Strangler.ParallelRun.Receivables;
using Strangler.ParallelRun.Replay;
using Strangler.ParallelRun.Routes;
using Strangler.ParallelRun.StandIn;
using Strangler.ParallelRun.Tariffs;
using Strangler.ParallelRun.Valves;
using Strangler.ParallelRun.Writes;

Command root = new("strangler", ExitCode.Legend("AquaCIS strangler: the command line of the migration team."))
{
    new HelpOption { Recursive = true },
    StandInCommand.Create(),
    PacSandboxCommand.Create(),
    PaymentsSandboxCommand.Create(),
    PaymentsCommand.Create(),
    PrepaidCommand.Create(),
    MetersCommand.Create(),
    ValvesCommand.Create(),
    CfdiCommand.Create(),
    ImportCommand.Create(),
    RoutesCommand.Create(),
    KeysCommand.Create(),
    AuditCommand.Create(),
    AccountsCommand.Create(),
    TariffsCommand.Create(),
    ParityCommand.Create(),
    ReplayCommand.Create(),
    ExceptionsCommand.Create(),
    BillingCommand.Create(),
    AdjustCommand.Create(),
    ReceivablesCommand.Create(),
    CutoverCommand.Create(),
    LedgerCommand.Create(),
    WritesCommand.Create(),
    ParallelRunCommand.Create(),
    BenchCommand.Create(),
    BenchCommand.CreateBackend(),
    BenchCommand.CreatePlainYarp(),
};
return await CommandRunner.RunAsync(root, args);
