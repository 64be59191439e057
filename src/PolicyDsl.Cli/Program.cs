using PolicyDsl.Cli.Hosting;

return Host.Run(args);
