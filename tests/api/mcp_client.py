#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks /mcp with the protocol's own client library: mcp_client.py PROGRAM"""
import asyncio
import sys

from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from serving import Serving


async def converse(url):
    async with streamable_http_client(url) as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            hello = await session.initialize()
            assert hello.server_info.name == 'chancery', hello
            tools = [tool.name for tool in (await session.list_tools()).tools]
            assert 'search' in tools, tools
            found = await session.call_tool('search', {'q': 'hammer', 'limit': 1})
            assert not found.is_error and found.structured_content['items'][0]['id'] == '08OSLO251', found
            absent = await session.call_tool('read', {'id': '08OSLO99999'})
            assert absent.is_error, absent
            await session.send_ping()


def main():
    with Serving(sys.argv[1]) as serving:
        asyncio.run(converse('http://127.0.0.1:%d/mcp' % serving.port))
    print('the protocol\'s own client was answered')


if __name__ == '__main__':
    main()
