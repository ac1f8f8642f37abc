// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Ends when told, and leaves what it holds.
contract Shortlived {
    constructor() payable {}

    function end(address payable to) external payable {
        selfdestruct(to);
    }
}

/// Calls of every kind, so that a trace can be held against what they did.
contract Probe {
    constructor() payable {}

    receive() external payable {}

    function pay(address payable to, uint256 value) public payable {
        (bool sent, ) = to.call{value: value}("");
        require(sent);
    }

    /// Pays and takes it back: the inner call fails, this one does not.
    function payAndFail(address payable to, uint256 value) external payable {
        try this.payThenRevert(to, value) {} catch {}
    }

    function payThenRevert(address payable to, uint256 value) external {
        pay(to, value);
        revert("taken back");
    }

    function failAltogether(address payable to, uint256 value) external payable {
        pay(to, value);
        revert("all taken back");
    }

    /// Runs another's code in its own name, which pays from its own balance.
    function borrow(address code, address payable to, uint256 value) external payable {
        (bool done, ) = code.delegatecall(abi.encodeCall(this.pay, (to, value)));
        require(done);
    }

    /// As `borrow`, the old way, which carries a value to itself.
    function borrowOld(address code, address payable to, uint256 value) external payable {
        bytes memory input = abi.encodeCall(this.pay, (to, value));
        bool done;
        assembly {
            done := callcode(gas(), code, value, add(input, 0x20), mload(input), 0, 0)
        }
        require(done);
    }

    /// Hashes with a precompiled contract in between, which some tracers count as a call.
    function payAround(address payable to, uint256 value) external payable {
        sha256("before");
        pay(to, value);
        ripemd160("between");
        pay(to, value);
    }

    function create(uint256 value) external payable returns (Shortlived made) {
        made = new Shortlived{value: value}();
    }

    function createAndEnd(uint256 value, address payable to) external payable {
        Shortlived made = new Shortlived{value: value}();
        made.end(to == address(0) ? payable(address(made)) : to);
    }

    function end(address payable to) external payable {
        selfdestruct(to);
    }
}
